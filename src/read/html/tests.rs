use super::*;
use crate::model::Article;
use crate::read::table::Cell;

const PAGE: &str = r#"<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Raid: 403 held | The Daily</title><meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2019-01-17T08:00:00+07:00">
<link rel="canonical" href="https://daily.example/raid"></head><body>
<nav><ul><li><a href="/">Home</a><li><a href="/world">World 12</a></ul></nav>
<article><h1>Raid: 403 held</h1>
<p>Police arrested 403 Chinese nationals and 48 Malaysian nationals in Phnom Penh on Monday, the chief of the department
said at a press conference that was held in the capital.</p>
<p>The group had run a scam from rented villas, he said. Officers seized computers, phones and documents, and they
brought all of the suspects to the department for questioning before their deportation.</p>
<h2>Foreigners arrested, by nationality</h2>
<table><thead><tr><th>Nationality<th colspan=2>Arrested</tr></thead><tr><td>China<td>308<td>95</tr><tr><td>Malaysia<td>40<td>8</tr></table>
<p>The department said in its statement that the operation would go on in other towns, and it thanked the public for its
help, which it said had been of use.</p></article>
<aside><h3>Most read</h3><ul><li><a href="/a">Seven arrested in Paris</a><li><a href="/b">Nine held</a></ul></aside>
<footer>Copyright 2019 The Daily. 14 offices.</footer></body></html>"#;

fn page(html: &str) -> Page {
    read(html.as_bytes(), "raid.html", &Wire::default()).expect("a page")
}

fn body(article: &Article) -> &str {
    article.body.of(&article.text)
}

#[test]
fn the_main_text_is_taken_and_menus_are_not() {
    let article = page(PAGE).article.article;
    let text = body(&article);
    assert!(text.starts_with("Police arrested 403"), "{text}");
    assert!(text.contains("in the capital.\n\nThe group"), "{text}");
    for other in ["World 12", "Most read", "Copyright", "308"] {
        assert!(!text.contains(other), "{other}: {text}");
    }
}

#[test]
fn a_page_says_what_it_is() {
    let meta = page(PAGE).article.article.meta;
    assert_eq!((meta.title.as_str(), meta.publisher.as_str()), ("Raid: 403 held", "The Daily"));
    assert_eq!(meta.published.map(|d| d.to_string()).as_deref(), Some("2019-01-17"));
    assert_eq!((meta.url.as_str(), meta.language.as_str()), ("https://daily.example/raid", "en"));
}

#[test]
fn json_ld_goes_before_other_metadata() {
    let linked = r#"<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],
        "headline":"Raid in capital","datePublished":"2019-01-16T23:00:00Z","publisher":{"@type":"Organization","name":"Daily Ltd"},
        "inLanguage":"km"}]}</script></head>"#;
    let meta = page(&PAGE.replace("</head>", linked)).article.article.meta;
    assert_eq!((meta.title.as_str(), meta.publisher.as_str()), ("Raid in capital", "Daily Ltd"));
    assert_eq!(meta.published.map(|d| d.to_string()).as_deref(), Some("2019-01-16"));
    assert_eq!(meta.language, "en", "the page's own language stands on its root");
}

#[test]
fn a_table_of_data_is_a_sheet_with_its_heading_for_a_name() {
    let tables = page(PAGE).tables;
    let [table] = tables.as_slice() else { panic!("{} tables", tables.len()) };
    assert_eq!(table.info.name.as_deref(), Some("Foreigners arrested, by nationality"));
    assert_eq!((table.info.merges[0].left, table.info.merges[0].right), (1, 2));
    let shown: Vec<Vec<String>> = table.rows.iter().map(|r| r.cells.iter().map(Cell::shown).collect()).collect();
    assert_eq!(shown, [vec!["Nationality", "Arrested"], vec!["China", "308", "95"], vec!["Malaysia", "40", "8"]]);
}

#[test]
fn a_table_that_arranges_the_page_is_text() {
    let laid_out = PAGE.replace("<article>", "<table><tr><td><a href=/>x</a><td><article>");
    let laid_out = laid_out.replace("</article>", "</article></table>");
    let page = page(&laid_out);
    assert_eq!(page.tables.len(), 1);
    assert!(body(&page.article.article).contains("Police arrested 403"));
}

#[test]
fn the_encoding_is_the_servers_or_the_pages_own() {
    let wide = "<meta http-equiv=content-type content='text/html; charset=windows-1254'><p>".to_string();
    let bytes: Vec<u8> = wide.bytes().chain(*b"\xdeanl\xfdurfa").collect();
    assert_eq!(read(&bytes, "a.html", &Wire::default()).expect("a page").article.article.meta.encoding, "windows-1254");
    let wire = Wire { charset: "iso-8859-9".into(), ..Wire::default() };
    assert_eq!(read(&bytes, "a.html", &wire).expect("a page").article.article.meta.encoding, "windows-1254");
}

#[test]
fn a_page_without_text_says_so() {
    let page = page("<html><body><script>render()</script><div id=app></div></body></html>");
    assert!(page.article.notes.iter().any(|n| n.code == "no_text"), "{:?}", page.article.article.text);
}

proptest::proptest! {
    #[test]
    fn no_page_ends_the_program(html in "(<(/)?(p|div|table|tr|td|b|a|ul|li|script|meta|h1|html|body)( [a-z]+=[\"a-z0-9]*)?>|[a-z0-9 é<>&;\"]{0,8}){0,60}") {
        if let Ok(page) = read(html.as_bytes(), "a.html", &Wire::default()) {
            let article = page.article.article;
            proptest::prop_assert!(article.text.get(article.body.start..article.body.end).is_some());
        }
    }
}
