"""Writes src/vocabulary/names.tsv: countries and months as official tables all over the world spell them.

The names come from the Unicode Common Locale Data Repository (CLDR) as packaged by Babel (`pip install babel`). They are
folded as the program folds words, so that loading them costs nothing. A name that means different countries or months in
different languages, and one that is too short to be told from other words, is left out.
"""

import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from babel import Locale

LANGUAGES = """af am ar az be bg bn bs ca cs da de el en es et fa fi fil fr gl gu he hi hr hu hy id is it ja ka kk km kn ko
ky lo lt lv mk ml mn mr ms my nb ne nl pa pl ps pt pt_PT ro ru si sk sl sq sr sr_Latn sv sw ta te th tr uk ur uz vi zh
zh_Hant zh_Hant_HK""".split()
# Languages whose short names of months are looked for; those of others are too often other words.
SHORT = "bg cs da de el en es fi fr hr hu is it nb nl pl pt ro ru sk sl sr sr_Latn sv tr uk th ar".split()
FULL = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
PLAIN = {"ß": "ss", "ς": "σ", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "a"}


UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
DIACRITICS = [("\u0300", "\u06ed"), ("\u1ab0", "\u1aff"), ("\u1dc0", "\u1dff"), ("\u20d0", "\u20ff"), ("\ufe20", "\ufe2f")]


def fold(text):
    """As `text::fold` and `headers::key` do."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) not in ("Mn", "Mc", "Me")
                   or not any(first <= c <= last for first, last in DIACRITICS))
    out = "".join(PLAIN.get(c.lower(), c.lower()) for c in unicodedata.normalize("NFC", bare))
    for apostrophe in "’‘ʼ´`":
        out = out.replace(apostrophe, "'")
    out = out.translate(FULL)
    out = " ".join(out.replace("\u00a0", " ").replace("\u202f", " ").split()).rstrip(":.")
    return re.sub(f"(?<=[{UNSPACED}]) (?=[{UNSPACED}])", "", out)


# Languages whose Latin spellings are left out where they are an English name with one letter wrong: that is a slip of
# the pen more often than Latvian.
SMALL = "af az bs et fil gl lt lv sq sw uz".split()
ENGLISH = {fold(n) for n in Locale.parse("en").territories.values()}
# What a country's people are called, where CLDR has no names: masculine singular in Spanish, Portuguese, French and
# Italian, and the German adjective. Written for this project.
DEMONYMS = """
AF afgano afegão afghan afghano afghanisch
AL albanés albanês albanais albanese albanisch
DZ argelino argelino algérien algerino algerisch
AO angoleño angolano angolais angolano angolanisch
AR argentino argentino argentin argentino argentinisch
AM armenio arménio arménien armeno armenisch
AZ azerbaiyano azeri azerbaïdjanais azero aserbaidschanisch
BD bangladesí bengalês bangladais bengalese bangladeschisch
BY bielorruso bielorrusso biélorusse bielorusso belarussisch
BE belga belga belge belga belgisch
BJ beninés beninense béninois beninese beninisch
BO boliviano boliviano bolivien boliviano bolivianisch
BA bosnio bósnio bosnien bosniaco bosnisch
BR brasileño brasileiro brésilien brasiliano brasilianisch
BG búlgaro búlgaro bulgare bulgaro bulgarisch
BF burkinés burquinês burkinabè burkinabé burkinisch
KH camboyano cambojano cambodgien cambogiano kambodschanisch
CM camerunés camaronês camerounais camerunense kamerunisch
CA canadiense canadense canadien canadese kanadisch
CV caboverdiano cabo-verdiano capverdien capoverdiano kapverdisch
TD chadiano chadiano tchadien ciadiano tschadisch
CL chileno chileno chilien cileno chilenisch
CN chino chinês chinois cinese chinesisch
CO colombiano colombiano colombien colombiano kolumbianisch
KM comorense comoriano comorien comoriano komorisch
CR costarricense costarriquenho costaricien costaricano costa-ricanisch
CI marfileño marfinense ivoirien ivoriano ivorisch
HR croata croata croate croato kroatisch
CU cubano cubano cubain cubano kubanisch
CZ checo checo tchèque ceco tschechisch
DK danés dinamarquês danois danese dänisch
EC ecuatoriano equatoriano équatorien ecuadoriano ecuadorianisch
EG egipcio egípcio égyptien egiziano ägyptisch
SV salvadoreño salvadorenho salvadorien salvadoregno salvadorianisch
ER eritreo eritreu érythréen eritreo eritreisch
ES español espanhol espagnol spagnolo spanisch
EE estonio estónio estonien estone estnisch
ET etíope etíope éthiopien etiope äthiopisch
FI finlandés finlandês finlandais finlandese finnisch
FR francés francês français francese französisch
GM gambiano gambiano gambien gambiano gambisch
GE georgiano georgiano géorgien georgiano georgisch
DE alemán alemão allemand tedesco deutsch
GH ghanés ganês ghanéen ghanese ghanaisch
GR griego grego grec greco griechisch
GT guatemalteco guatemalteco guatémaltèque guatemalteco guatemaltekisch
GN guineano guineense guinéen guineano guineisch
HT haitiano haitiano haïtien haitiano haitianisch
HN hondureño hondurenho hondurien honduregno honduranisch
HU húngaro húngaro hongrois ungherese ungarisch
IN indio indiano indien indiano indisch
ID indonesio indonésio indonésien indonesiano indonesisch
IR iraní iraniano iranien iraniano iranisch
IQ iraquí iraquiano irakien iracheno irakisch
IE irlandés irlandês irlandais irlandese irisch
IL israelí israelita israélien israeliano israelisch
IT italiano italiano italien italiano italienisch
JM jamaicano jamaicano jamaïcain giamaicano jamaikanisch
JP japonés japonês japonais giapponese japanisch
JO jordano jordano jordanien giordano jordanisch
KZ kazajo cazaque kazakh kazako kasachisch
KE keniano queniano kényan keniano kenianisch
KR surcoreano sul-coreano sud-coréen sudcoreano südkoreanisch
KW kuwaití kuwaitiano koweïtien kuwaitiano kuwaitisch
KG kirguís quirguiz kirghize kirghiso kirgisisch
XK kosovar kosovar kosovar kosovaro kosovarisch
LA laosiano laosiano laotien laotiano laotisch
LV letón letão letton lettone lettisch
LB libanés libanês libanais libanese libanesisch
LR liberiano liberiano libérien liberiano liberianisch
LY libio líbio libyen libico libysch
LT lituano lituano lituanien lituano litauisch
MK macedonio macedónio macédonien macedone nordmazedonisch
MG malgache malgaxe malgache malgascio madagassisch
MY malasio malaio malaisien malese malaysisch
ML maliense maliano malien maliano malisch
MR mauritano mauritano mauritanien mauritano mauretanisch
MX mexicano mexicano mexicain messicano mexikanisch
MD moldavo moldavo moldave moldavo moldauisch
MN mongol mongol mongol mongolo mongolisch
ME montenegrino montenegrino monténégrin montenegrino montenegrinisch
MA marroquí marroquino marocain marocchino marokkanisch
MZ mozambiqueño moçambicano mozambicain mozambicano mosambikanisch
MM birmano birmanês birman birmano myanmarisch
NP nepalí nepalês népalais nepalese nepalesisch
NL neerlandés neerlandês néerlandais olandese niederländisch
NI nicaragüense nicaraguense nicaraguayen nicaraguense nicaraguanisch
NE nigerino nigerino nigérien nigerino nigrisch
NG nigeriano nigeriano nigérian nigeriano nigerianisch
NO noruego norueguês norvégien norvegese norwegisch
PK pakistaní paquistanês pakistanais pakistano pakistanisch
PS palestino palestiniano palestinien palestinese palästinensisch
PA panameño panamenho panaméen panamense panamaisch
PY paraguayo paraguaio paraguayen paraguaiano paraguayisch
PE peruano peruano péruvien peruviano peruanisch
PH filipino filipino philippin filippino philippinisch
PL polaco polaco polonais polacco polnisch
PT portugués português portugais portoghese portugiesisch
DO dominicano dominicano dominicain dominicano dominikanisch
RO rumano romeno roumain romeno rumänisch
RU ruso russo russe russo russisch
RW ruandés ruandês rwandais ruandese ruandisch
SA saudí saudita saoudien saudita saudi-arabisch
SN senegalés senegalês sénégalais senegalese senegalesisch
RS serbio sérvio serbe serbo serbisch
SL sierraleonés serra-leonês sierra-léonais sierraleonese sierra-leonisch
SK eslovaco eslovaco slovaque slovacco slowakisch
SI esloveno esloveno slovène sloveno slowenisch
SO somalí somali somalien somalo somalisch
ZA sudafricano sul-africano sud-africain sudafricano südafrikanisch
SD sudanés sudanês soudanais sudanese sudanesisch
LK ceilanés cingalês sri-lankais srilankese sri-lankisch
SE sueco sueco suédois svedese schwedisch
CH suizo suíço suisse svizzero schweizerisch
SY sirio sírio syrien siriano syrisch
TW taiwanés taiwanês taïwanais taiwanese taiwanisch
TJ tayiko tajique tadjik tagiko tadschikisch
TZ tanzano tanzaniano tanzanien tanzaniano tansanisch
TH tailandés tailandês thaïlandais thailandese thailändisch
TG togolés togolês togolais togolese togoisch
TN tunecino tunisino tunisien tunisino tunesisch
TR turco turco turc turco türkisch
TM turkmeno turcomeno turkmène turkmeno turkmenisch
UG ugandés ugandês ougandais ugandese ugandisch
UA ucraniano ucraniano ukrainien ucraino ukrainisch
GB británico britânico britannique britannico britisch
US estadounidense norte-americano américain statunitense amerikanisch
UY uruguayo uruguaio uruguayen uruguaiano uruguayisch
UZ uzbeko usbeque ouzbek uzbeko usbekisch
VE venezolano venezuelano vénézuélien venezuelano venezolanisch
VN vietnamita vietnamita vietnamien vietnamita vietnamesisch
YE yemení iemenita yéménite yemenita jemenitisch
ZM zambiano zambiano zambien zambiano sambisch
ZW zimbabuense zimbabuano zimbabwéen zimbabwese simbabwisch
"""
# The same in Arabic, Dutch and Turkish; `-` where the name of the country serves. Written for this project.
MORE_DEMONYMS = """
AF أفغاني Afghaans Afgan
AL ألباني Albanees Arnavut
DZ جزائري Algerijns Cezayirli
AZ أذربيجاني Azerbeidzjaans Azerbaycanlı
AM أرميني Armeens Ermenistanlı
BH بحريني - -
BD بنغلاديشي Bengalees Bangladeşli
BE بلجيكي Belgisch -
BR برازيلي Braziliaans Brezilyalı
BG بلغاري Bulgaars Bulgar
CM كاميروني Kameroens Kamerunlu
CA كندي Canadees -
TD تشادي Tsjadisch Çadlı
CL تشيلي Chileens -
CN صيني Chinees Çinli
CO كولومبي Colombiaans Kolombiyalı
CU كوبي Cubaans Kübalı
DE ألماني Duits Alman
EG مصري Egyptisch Mısırlı
ER إريتري Eritrees Eritreli
ES إسباني Spaans -
ET إثيوبي Ethiopisch Etiyopyalı
FR فرنسي Frans Fransız
GB بريطاني Brits İngiliz
GE جورجي Georgisch Gürcü
GH غاني Ghanees Ganalı
GM غامبي Gambiaans Gambiyalı
GN غيني Guinees Gineli
GR يوناني Grieks Yunan
HU مجري Hongaars Macar
ID إندونيسي Indonesisch Endonezyalı
IN هندي Indiaas Hindistanlı
IQ عراقي Iraaks Iraklı
IR إيراني Iraans İranlı
IT إيطالي Italiaans İtalyan
JO أردني Jordaans Ürdünlü
JP ياباني Japans Japon
KE كيني Keniaans Kenyalı
KG قرغيزي Kirgizisch Kırgız
KR كوري_جنوبي Zuid-Koreaans Güney_Koreli
KW كويتي Koeweits Kuveytli
KZ كازاخستاني Kazachs Kazak
LB لبناني Libanees Lübnanlı
LK سريلانكي Sri_Lankaans Sri_Lankalı
LT - Litouws -
LV - Lets -
LY ليبي Libisch Libyalı
MA مغربي Marokkaans Faslı
MD مولدوفي Moldavisch Moldovalı
ML مالي Malinees Malili
MM ميانماري Myanmarees Myanmarlı
MN منغولي Mongools Moğol
MR موريتاني Mauritaans Moritanyalı
MY ماليزي Maleisisch Malezyalı
NE نيجري Nigerees Nijerli
NG نيجيري Nigeriaans Nijeryalı
NL هولندي Nederlands Hollandalı
NP نيبالي Nepalees Nepalli
OM عماني - -
PH فلبيني Filipijns Filipinli
PK باكستاني Pakistaans Pakistanlı
PL بولندي Pools Polonyalı
PS فلسطيني Palestijns Filistinli
PT برتغالي Portugees -
QA قطري - -
RO روماني Roemeens Rumen
RS صربي Servisch Sırp
RU روسي Russisch Rus
SA سعودي - -
SD سوداني Soedanees Sudanlı
SN سنغالي Senegalees Senegalli
SO صومالي Somalisch Somalili
SR - Surinaams -
SS جنوب_سوداني - -
SY سوري Syrisch Suriyeli
TH تايلاندي Thais Taylandlı
TJ طاجيكي Tadzjieks Tacik
TM تركماني Turkmeens Türkmen
TN تونسي Tunesisch Tunuslu
TR تركي Turks -
UA أوكراني Oekraïens Ukraynalı
UG أوغندي Oegandees Ugandalı
US أمريكي Amerikaans Amerikalı
UZ أوزبكي Oezbeeks Özbek
VN فيتنامي Vietnamees Vietnamlı
YE يمني Jemenitisch Yemenli
ZA - Zuid-Afrikaans -
"""
# Short and official names that CLDR leaves out. Written for this project.
ALSO = """
KR 한국 大韓民国 大韓民國 南韓 韓国 Южная_Корея Республика_Корея Corée_(Rép.) Rép._de_Corée
KP 북한 조선민주주의인민공화국 北韓 北朝鮮 朝鲜 Северная_Корея КНДР
CN 中国 中國大陸 中国大陆 大陸地區 大陸 中華人民共和国 한국계중국인 한국계_중국인 중화인민공화국 КНР จีน Chine_populaire Rep._Dem._Cina
TW 台湾 臺灣 台灣 대만 ไต้หวัน
US 米国 美国 アメリカ 미국 США ΗΠΑ Η.Π.Α. أمريكا สหรัฐอเมริกา EE.UU EE._UU
GB 英国 英國 イギリス 영국 Англия Μεγ._Βρετανία بريطانيا อังกฤษ Gran_Bretaña Grande-Bretagne Gran_Bretagna Grã-Bretanha Grossbritannien
RU ロシア 俄罗斯 俄羅斯 러시아 РФ Российская_Федерация Російська_Федерація Руска_федерация Руска_Федерација Rosyjska_Federacja Federacja_Rosyjska Ruská_federace Federația_Rusă Rusya_Federasyonu Oroszországi_Föderáció Vene_Föderatsioon Rusijos_Federacija Krievijas_Federācija Россия روسيا
VN 越南 ベトナム 베트남 เวียดนาม Вьетнам
MM ミャンマー 缅甸 緬甸 미얀마 พม่า เมียนมา Мьянма
TH タイ 泰国 泰國 태국 ไทย
LA ラオス 老挝 寮國 老撾 라오스 ลาว
KH カンボジア 柬埔寨 캄보디아 กัมพูชา
ID 印尼 인도네시아 อินโดนีเซีย
MY 马来西亚 馬來西亞 말레이시아 มาเลเซีย
PH 菲律宾 菲律賓 필리핀 ฟิลิปปินส์
IN インド 印度 인도 อินเดีย
NP ネパール 尼泊尔 尼泊爾 네팔 เนปาล
BD バングラデシュ 孟加拉国 孟加拉 방글라데시 บังกลาเทศ
LK スリランカ 斯里兰卡 斯里蘭卡 스리랑카 ศรีลังกา
PK パキスタン 巴基斯坦 파키스탄 ปากีสถาน
UZ ウズベキスタン 乌兹别克斯坦 우즈베크 우즈벡 우즈베키스탄
KG Киргизия Кыргызстан Киргизстан 키르기스스탄 키르기스
KZ 카자흐스탄 Казахстан
MN 몽골 モンゴル 蒙古
TM Туркмения Туркменистан
MD Молдавия Молдова Р._Молдова
BY Белоруссия Беларусь Белорусь
SA السعودية المملكة_العربية_السعودية
AE الإمارات الامارات
SY سوريا سورية
EG مصر
YE اليمن
MK Βόρεια_Μακεδονία ΠΓΔΜ Π.Γ.Δ.Μ. Severna_Makedonija
PS فلسطين Παλαιστίνη Палестина
CD République_démocratique_du_Congo Rép._dém._du_Congo República_Democrática_del_Congo Kongo,_Demokratische_Republik Congo_RDC RDC
CG République_du_Congo Congo-Brazzaville
CF République_centrafricaine Rép._centrafricaine
DO República_Dominicana Rép._dominicaine
BO Bolivia_(Est._Plur._de)
VE Venezuela_(Rep._Bol._de)
CZ República_Checa Rép._tchèque Repubblica_Ceca República_Tcheca
"""
# Codes of CLDR that are none of ISO 3166.
NO_STATES = "AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split()
# Names of countries that are other words in tables.
WORDS = {"man", "mali", "oman", "total", "island", "in", "no", "may"}


def slip(name):
    """Whether a name is an English one with a letter left out, added or changed."""
    cut = {name[:i] + name[i + 1:] for i in range(len(name))} | {name}
    return name not in ENGLISH and any(
        abs(len(e) - len(name)) <= 1 and cut & ({e[:i] + e[i + 1:] for i in range(len(e))} | {e}) for e in ENGLISH)


def forms(language, word):
    """A demonym in every gender and number."""
    yield word
    endings = {
        "es": [("o", ("a", "os", "as")), ("és", ("esa", "eses", "esas")), ("án", ("ana", "anes", "anas")),
               ("ón", ("ona", "ones", "onas")), ("ol", ("ola", "oles", "olas")), ("í", ("íes",)), ("e", ("es",)),
               ("a", ("as",)), ("ís", ("isa", "ises")), ("ar", ("ares",))],
        "pt": [("ês", ("esa", "eses", "esas")), ("ão", ("ã", "ães", "ãs", "ões", "oa")), ("o", ("a", "os", "as")),
               ("ol", ("ola", "óis", "olas")), ("e", ("es",)), ("a", ("as",)), ("u", ("eia", "eus"))],
        "fr": [("ien", ("ienne", "iens", "iennes")), ("éen", ("éenne", "éens", "éennes")), ("ais", ("aise", "aises")),
               ("ois", ("oise", "oises")), ("e", ("es",)), ("c", ("que", "cs", "ques")), ("", ("e", "s", "es"))],
        "it": [("o", ("a", "i", "e", "hi", "he")), ("e", ("i",)), ("a", ("i", "e"))],
        "de": [("", ("e", "er", "es", "en"))],
        "ar": [("", ("ة", "ين", "ون", "ات"))],
        "nl": [("", ("e",))],
        "tr": [("", ())],
    }[language]
    for ending, others in endings:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            yield from (stem + other for other in others)
            if language == "it" and ending == "o" and word.endswith("io"):
                yield stem
            return


def also():
    for line in ALSO.split("\n"):
        code, *names = line.split() or [""]
        for name in names:
            yield code, name.replace("_", " ")


def peoples():
    for line in DEMONYMS.split("\n"):
        code, *words = line.split() or [""]
        for language, word in zip(("es", "pt", "fr", "it", "de"), words):
            for form in forms(language, word):
                yield code, form
    for line in MORE_DEMONYMS.split("\n"):
        code, *words = line.split() or [""]
        for language, word in zip(("ar", "nl", "tr"), words):
            for form in forms(language, word.replace("_", " ")) if word != "-" else ():
                yield code, form
                if language == "ar":
                    yield code, "ال" + form


def definite(name):
    """An Albanian name as it stands alone in a table: Maroku, Turqia, Afganistani."""
    if name[-1] in "aeouy":
        return name
    if name[-1] == "i":
        return name + "a"
    if name[-1] == "ë":
        return name[:-1] + "a"
    return name + ("u" if name[-1] in "kgh" else "i")


def countries(locale):
    for code, name in locale.territories.items():
        if str(locale) == "sq" and " " not in name and len(code) == 2 and code.isalpha() and code not in NO_STATES and not slip(fold(definite(name))):
            yield code, definite(name)
        if str(locale) in SMALL and slip(fold(name)):
            continue
        if len(code) == 2 and code.isalpha() and code not in NO_STATES:
            yield code, name
            without = name.split("(")[0].strip()
            if "(" in name and code not in ("CD", "CG", "KP", "KR", "MF", "SX", "HK", "MO"):
                yield code, without
            inner = name.partition("(")[2].partition(")")[0].strip()
            if code == "MM" and inner:
                yield code, inner
    for key, name in locale.territories.items():
        if key in ("HK", "MO"):
            yield key, name.split("(")[0].split("（")[0].strip()


def months(locale):
    for use in ("format", "stand-alone"):
        for width in ("wide", "abbreviated") if str(locale) in SHORT else ("wide",):
            for number, name in locale.months[use].get(width, {}).items():
                yield number, name


def collect(named, least):
    meanings = defaultdict(set)
    for code, name in named:
        key = fold(name)
        latin = key.isascii() or all(unicodedata.name(c, "").startswith("LATIN") for c in key if c.isalpha())
        if key and not any(c.isdigit() for c in key) and len(key) >= (least if latin else 2) and key not in WORDS:
            meanings[key].add(code)
    out = defaultdict(list)
    for key, codes in sorted(meanings.items()):
        if len(codes) == 1:
            out[next(iter(codes))].append(key)
    return out


def main():
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "src/vocabulary/names.tsv")
    locales = [Locale.parse(language) for language in LANGUAGES]
    names = [pair for locale in locales for pair in countries(locale)] + list(peoples()) + list(also())
    dates = [pair for locale in locales for pair in months(locale)]
    with target.open("w", encoding="utf-8") as file:
        for kind, found in (("country", collect(names, 4)), ("month", collect(dates, 3))):
            for code in sorted(found, key=str):
                file.write(f"{kind}\t{code}\t{'|'.join(found[code])}\n")


main()
