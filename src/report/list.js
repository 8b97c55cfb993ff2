// The list: filters, facets, pages. Reads the columns of the JSON beside it and keeps its state in the address's hash.
// Every text is written as text, never as markup. With evidence.js and page.js it is one script (page.rs).
const root = document.documentElement;
root.classList.add('js');
const data = JSON.parse(document.getElementById('data').textContent);
const { words, figures: F, statements: S, documents: D } = data;
const size = F.id.length;
const PAGE = 50;
const KEYS = ['q', 'm', 'n', 'o', 'y', 'w', 's', 'b', 'c', 'sort', 'p', 'f'];
const format = new Intl.NumberFormat('en');
const $ = (id) => document.getElementById(id);
const el = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
};

// Names.
const joint = (names) => (codes) => codes.split('+').filter(Boolean).map((c) => names[c] || c).join(' + ');
const nationality = joint(data.countries);
const offence = joint(data.offences);
const seriesName = (key) => data.series[key] || key;
const where = (i) => [words[F.place[i]], data.countries[words[F.country[i]]]].filter((x, k, all) => x && all.indexOf(x) === k).join(', ');

// State.
let state = {};
let shown = [];
const hash = (changes = {}) => {
  const next = { ...state, ...changes };
  return '#' + KEYS.filter((k) => next[k]).map((k) => k + '=' + encodeURIComponent(next[k])).join('&');
};
const parse = (text) => {
  const out = {};
  for (const [key, value] of new URLSearchParams(text.replace(/^#/, '').replace(/\+/g, '%2B'))) if (KEYS.includes(key)) out[key] = value;
  return out;
};

// Filters. A facet holds a column of word numbers and says which words pass.
const facets = {
  m: { column: F.series, members: (w) => [w], name: seriesName, all: 'all measures' },
  n: { column: F.nationality, members: (w) => w.split('+'), name: nationality, all: 'all nationalities' },
  o: { column: F.offences, members: (w) => w.split('+'), name: offence, all: 'all offences' },
  y: { column: F.year, members: (w) => [w], name: (y) => (y === 'long' ? 'several years' : y), all: 'all years', latest: true },
  w: { column: F.country, members: (w) => [w], name: (c) => data.countries[c] || c, all: 'everywhere' },
};
for (const facet of Object.values(facets)) {
  facet.used = [...new Set(facet.column)];
  facet.parts = new Map(facet.used.map((w) => [w, facet.members(words[w])]));
}
// "=CN+TW" is just that, "CN" whatever has it, "=" what is not stated.
const passes = (facet, wanted) => {
  const ok = new Uint8Array(words.length);
  for (const w of facet.used) {
    ok[w] = wanted.startsWith('=') ? words[w] === wanted.slice(1) : facet.parts.get(w).includes(wanted);
  }
  return ok;
};
const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
let hay = null;
const haystack = () => {
  if (hay) return hay;
  const documents = D.map((d) => fold([d.title, d.publisher, d.source].join(' ')));
  const folded = new Map();
  const word = (w) => {
    if (!folded.has(w)) folded.set(w, fold(words[w]));
    return folded.get(w);
  };
  const named = new Map();
  const name = (kind, w, of) => {
    const key = kind + w;
    if (!named.has(key)) named.set(key, fold(of(words[w])));
    return named.get(key);
  };
  hay = new Array(size);
  for (let i = 0; i < size; i++) {
    const [from, count] = F.said[i];
    const parts = [name('m', F.series[i], seriesName), name('n', F.nationality[i], nationality), name('o', F.offences[i], offence), word(F.object[i]),
      word(F.value[i]), word(F.place[i]), name('w', F.country[i], (c) => data.countries[c] || c), word(F.period[i])];
    for (let s = from; s < from + count; s++) parts.push(word(S.evidence[s]), word(S.by[s]), documents[S.document[s]], word(S.cell[s]));
    hay[i] = parts.join(' ');
  }
  return hay;
};
const ofSource = (source) => {
  const wanted = D.findIndex((d) => d.source === source);
  return (i) => {
    const [from, count] = F.said[i];
    for (let s = from; s < from + count; s++) if (S.document[s] === wanted) return true;
    return false;
  };
};

// One pass: what all filters leave, and for each facet what the others leave.
const filter = () => {
  const keys = Object.keys(facets);
  const asked = keys.map((k) => (state[k] ? passes(facets[k], state[k]) : null));
  const counts = keys.map(() => new Int32Array(words.length));
  const others = [];
  if (state.c) others.push((i) => F.counted[i] === 1);
  if (state.s) others.push(ofSource(state.s));
  if (state.b) others.push((i) => words[F.object[i]].toLowerCase() === state.b);
  const terms = fold(state.q || '').split(/\s+/).filter(Boolean);
  if (terms.length) {
    const all = haystack();
    others.push((i) => terms.every((t) => all[i].includes(t)));
  }
  const found = [];
  outer: for (let i = 0; i < size; i++) {
    let failed = -1;
    for (let k = 0; k < keys.length; k++) {
      if (asked[k] && !asked[k][facets[keys[k]].column[i]]) {
        if (failed >= 0) continue outer;
        failed = k;
      }
    }
    for (const other of others) if (!other(i)) continue outer;
    if (failed < 0) {
      found.push(i);
      for (let k = 0; k < keys.length; k++) counts[k][facets[keys[k]].column[i]]++;
    } else {
      counts[failed][facets[keys[failed]].column[i]]++;
    }
  }
  const by = { value: (i) => -(F.low[i] ?? F.high[i] ?? 0), sources: (i) => -F.sources[i] }[state.sort];
  if (by) found.sort((a, b) => by(a) - by(b) || a - b);
  return { found, counts: Object.fromEntries(keys.map((k, at) => [k, counts[at]])) };
};

// The form.
const form = $('filters');
const options = (key, counts) => {
  const facet = facets[key];
  const sums = new Map();
  for (const w of facet.used) {
    if (!counts[w]) continue;
    for (const part of facet.parts.get(w)) sums.set(part, (sums.get(part) || 0) + counts[w]);
  }
  const list = [...sums].map(([code, count]) => ({ value: code || '=', count, name: code ? facet.name(code) : 'not stated' }));
  list.sort((a, b) => (facet.latest ? (b.value > a.value) - (b.value < a.value) : b.count - a.count || (a.name < b.name ? -1 : 1)));
  const wanted = state[key] || '';
  if (wanted && !list.some((o) => o.value === wanted)) {
    const exact = wanted.startsWith('=');
    list.unshift({ value: wanted, count: shown.length, name: (exact ? 'only ' : '') + (facet.name(exact ? wanted.slice(1) : wanted) || 'not stated') });
  }
  const select = form.elements[key];
  select.replaceChildren(new Option(facet.all, ''), ...list.map((o) => new Option(`${o.name} (${format.format(o.count)})`, o.value)));
  select.value = wanted;
};
const fields = (counts) => {
  for (const key of Object.keys(facets)) options(key, counts[key]);
  if (document.activeElement !== form.elements.q) form.elements.q.value = state.q || '';
  form.elements.c.checked = Boolean(state.c);
  form.elements.sort.value = state.sort || '';
  const chips = [['s', 'Source'], ['b', 'Kind']].filter(([key]) => state[key]).map(([key, name]) => {
    const button = el('button', { type: 'button', 'aria-label': `${name}: ${state[key]} ✕: take this filter away` }, `${name}: ${state[key]} ✕`);
    button.onclick = () => change({ [key]: '' });
    return button;
  });
  $('chips').replaceChildren(...chips);
};

// The table.
const conflicting = new Set(data.conflicts.flat());
const tags = (i) => {
  const out = [];
  const kind = words[F.kind[i]];
  if (kind !== 'level') out.push([kind, '']);
  if (words[F.modality[i]] !== 'actual') out.push([words[F.modality[i]], '']);
  if (F.total[i]) out.push(['total', '']);
  if (F.part[i] >= 0) out.push(['part', '']);
  if (F.superseded[i] >= 0) out.push(['overtaken', '']);
  if (conflicting.has(F.id[i])) out.push(['conflict', 'alert']);
  return out.map(([text, type]) => el('span', { class: 'tag ' + type }, text));
};
const what = (i) => [seriesName(words[F.series[i]]), words[F.object[i]], words[F.who[i]]].filter(Boolean).join(', ');
const snippet = (i) => {
  const s = F.said[i][0];
  if (!F.said[i][1]) return '';
  const cell = words[S.cell[s]];
  if (cell) return `cell ${cell} of ${D[S.document[s]].source}`;
  const text = words[S.evidence[s]];
  const short = text.length > 170 ? text.slice(0, text.lastIndexOf(' ', 170)) + ' …' : text;
  return /^[“"‘]|[”"’]$/.test(short) ? short : '“' + short + '”';
};
const title = (i) => [words[F.value[i]], what(i), nationality(words[F.nationality[i]])].filter(Boolean).join(' · ');
const row = (i) => {
  const cell = (label, content, type = '') => el('td', { role: 'cell', 'data-label': label, class: type }, ...(Array.isArray(content) ? content : content ? [content] : []));
  const link = el('a', { href: hash({ f: F.id[i] }), 'aria-label': title(i) + ': show the evidence' }, words[F.value[i]]);
  return el('tr', { role: 'row' },
    cell('Figure', link, 'num'),
    cell('What', [what(i), ...tags(i), el('span', { class: 'snippet' }, snippet(i))], 'what'),
    cell('Nationality', nationality(words[F.nationality[i]])),
    cell('Offence', offence(words[F.offences[i]])),
    cell('Where', where(i)),
    cell('When', words[F.period[i]]),
    cell('Sources', String(F.sources[i]), 'num'));
};
const draw = () => {
  const pages = Math.max(1, Math.ceil(shown.length / PAGE));
  const page = Math.min(Math.max(1, Number(state.p) || 1), pages);
  const from = (page - 1) * PAGE;
  $('list').tBodies[0].replaceChildren(...shown.slice(from, from + PAGE).map(row));
  $('list').hidden = shown.length === 0;
  $('count').textContent = shown.length === size
    ? `${format.format(size)} figures`
    : shown.length === 0 ? 'No figure passes these filters. Take one away, or clear them all.'
    : `${format.format(shown.length)} of ${format.format(size)} figures`;
  $('save').disabled = shown.length === 0;
  $('pages').hidden = pages === 1;
  $('page').textContent = `Page ${format.format(page)} of ${format.format(pages)}`;
  $('previous').disabled = page === 1;
  $('next').disabled = page === pages;
  $('previous').onclick = () => turn(page - 1);
  $('next').onclick = () => turn(page + 1);
};
const turn = (page) => {
  change({ p: page > 1 ? String(page) : '' });
  $('list').scrollIntoView({ block: 'start' });
};
const apply = () => {
  const { found, counts } = filter();
  shown = found;
  fields(counts);
  draw();
};
const change = (changes) => {
  state = { ...state, p: '', ...changes };
  history.replaceState(null, '', hash());
  apply();
};
