// What happens when: addresses, the form, saving, tabs; and the start.
const follow = (first) => {
  if (!location.hash.includes('=')) return;
  const next = parse(location.hash);
  const alone = next.f && Object.keys(next).length === 1;
  const before = hash({ f: '' });
  state = alone && !first ? { ...state, f: next.f } : next;
  if (hash({ f: '' }) !== before || first) apply();
  if (state.f) {
    open(state.f);
  } else {
    if (dialog.open) dialog.close();
    $('figures').scrollIntoView({ block: 'start' });
    $('figures-title').focus({ preventScroll: true });
  }
};
let timer = 0;
form.addEventListener('input', (event) => {
  const { name, type, checked, value } = event.target;
  clearTimeout(timer);
  timer = setTimeout(() => change({ [name]: type === 'checkbox' ? (checked ? value : '') : value }), name === 'q' ? 120 : 0);
});
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('reset', (event) => {
  event.preventDefault();
  form.elements.q.value = '';
  change(Object.fromEntries(KEYS.map((k) => [k, ''])));
});
$('save').onclick = () => {
  // A cell that a spreadsheet would take for a formula is text.
  const field = (v) => {
    const text = String(v ?? '');
    const safe = typeof v === 'string' && /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return /[",\n\r]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  };
  const columns = ['fact_id', 'value', 'value_low', 'value_high', 'measure', 'object', 'nationality', 'offences', 'place', 'country', 'period', 'sources', 'stated_in', 'cell', 'evidence'];
  const lines = shown.map((i) => {
    const s = F.said[i][0];
    return [F.id[i], words[F.value[i]], F.low[i], F.high[i], words[F.series[i]], words[F.object[i]], words[F.nationality[i]], words[F.offences[i]], words[F.place[i]],
      words[F.country[i]], words[F.period[i]], F.sources[i], D[S.document[s]]?.source, words[S.cell[s]], words[S.evidence[s]]].map(field).join(',');
  });
  const blob = new Blob(['\ufeff' + [columns.join(','), ...lines].join('\r\n') + '\r\n'], { type: 'text/csv' });
  const link = el('a', { href: URL.createObjectURL(blob), download: 'figures.csv' });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

// Tabs.
const tabs = [...document.querySelectorAll('[role=tab]')];
const select = (tab) => {
  for (const t of tabs) {
    const on = t === tab;
    t.setAttribute('aria-selected', String(on));
    t.tabIndex = on ? 0 : -1;
    $(t.getAttribute('aria-controls')).hidden = !on;
  }
};
tabs.forEach((tab, at) => {
  tab.onclick = () => select(tab);
  tab.onkeydown = (event) => {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    select(next);
    next.focus();
  };
});
if (tabs.length) select(tabs[0]);

apply();
follow(true);
window.addEventListener('hashchange', () => follow(false));
// What a search needs is made while nobody waits for it.
(window.requestIdleCallback || setTimeout)(haystack);
