// The evidence of a figure, in a dialog: each statement's paragraph or cell, and the figures that it belongs to.
const dialog = $('evidence');
const index = new Map(F.id.map((id, i) => [id, i]));
const figureLink = (i) => el('a', { href: '#f=' + encodeURIComponent(F.id[i]) }, [title(i), words[F.period[i]]].filter(Boolean).join(' · '));
const excerpt = (text, [, from, to, first, last]) => {
  const box = el('p', { class: 'excerpt' });
  // The paragraph, and one at either side.
  const before = text.slice(0, first).split('\n\n');
  const behind = text.slice(last).split('\n\n');
  const head = (before.length > 2 ? '[…] ' : '') + before.slice(-2).join('\n\n');
  const tail = behind.slice(0, 2).join('\n\n') + (behind.length > 2 ? ' […]' : '');
  box.append(head, el('span', { class: 'sentence' }, text.slice(first, from), el('mark', {}, text.slice(from, to)), text.slice(to, last)), tail);
  return box;
};
const letters = (column) => (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
const grid = (sheet, [, row, column], cell) => {
  const near = sheet.rows.map(([r], at) => at).filter((at) => at < 8 || Math.abs(sheet.rows[at][0] - row) <= 4);
  if (!near.some((at) => sheet.rows[at][0] === row)) return null;
  const width = Math.max(column + 1, ...near.map((at) => sheet.rows[at][1].length));
  const first = sheet.whole ? 0 : Math.min(column, ...near.map((at) => sheet.rows[at][1].findIndex(Boolean)).filter((c) => c >= 0));
  const columns = Array.from({ length: width - first }, (_, c) => c + first);
  const table = el('table', { class: 'grid-table' }, el('caption', { class: 'hidden' }, 'Rows around cell ' + cell));
  table.append(el('thead', {}, el('tr', {}, el('td', {}), ...columns.map((c) => el('th', { scope: 'col' }, letters(c))))));
  const body = el('tbody');
  let before = null;
  for (const at of near) {
    const [r, cells] = sheet.rows[at];
    if (before !== null && r > before + 1) body.append(el('tr', { class: 'gap' }, el('td', { colspan: width + 1 }, '⋯')));
    before = r;
    body.append(el('tr', {}, el('th', { scope: 'row' }, String(r + 1)), ...columns.map((c) => {
      const here = r === row && c === column;
      return el('td', here ? { class: 'figure' } : {}, cells[c] || '', ...(here ? [el('span', { class: 'hidden' }, ' (the figure)')] : []));
    })));
  }
  table.append(body);
  const box = el('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': 'Rows around cell ' + cell }, table);
  return sheet.whole ? box : el('div', {}, box, el('p', { class: 'ids' }, 'Only the figures of this table are shown: it stands in a web page or a container, or its file has moved or changed.'));
};
const statement = (s) => {
  const d = D[S.document[s]];
  const by = [d.publisher, d.published, words[S.by[s]] && 'citing ' + words[S.by[s]]].filter(Boolean).join(', ');
  const box = el('div', { class: 'statement' }, el('p', { class: 'title' }, d.title || d.source), el('p', { class: 'by' }, by || d.source));
  const place = S.place[s];
  const cell = words[S.cell[s]];
  let drawn = null;
  if (place.length === 5) {
    drawn = excerpt(d.excerpts[place[0]], place);
  } else if (place.length === 3) {
    drawn = grid(d.sheets[place[0]], place, cell);
  }
  if (!drawn) {
    drawn = el('p', { class: 'excerpt' }, el('span', { class: 'sentence' }, el('mark', {}, words[S.evidence[s]])));
  }
  if (cell) box.append(el('p', { class: 'by' }, 'Cell ' + cell));
  box.append(drawn);
  if (words[S.note[s]]) box.append(el('p', { class: 'ids' }, 'Note at the figure: ' + words[S.note[s]]));
  const ids = el('p', { class: 'ids' }, d.source + ' · confidence ' + S.confidence[s] + ' · ', el('code', {}, 'blotter explain ' + S.id[s]));
  if (/^https?:\/\//i.test(d.url)) ids.prepend(el('a', { href: d.url, rel: 'noopener noreferrer', target: '_blank' }, 'Original article'), ' · ');
  box.append(ids);
  return box;
};
const list = (name, members) => (members.length ? [el('h3', {}, name), el('ul', { class: 'related' }, ...members.map((i) => el('li', {}, figureLink(i))))] : []);
const open = (id) => {
  const i = index.get(id);
  if (i === undefined) {
    $('evidence-title').textContent = 'No such figure';
    $('evidence-body').replaceChildren(el('p', {}, 'This page has no figure ', el('code', {}, id), '. It may stem from another version of the database.'));
  } else {
    const [from, count] = F.said[i];
    const name = what(i);
    $('evidence-title').textContent = words[F.value[i]] + ' ' + name[0].toLowerCase() + name.slice(1);
    const facts = el('dl', { class: 'facts' });
    const add = (name, text) => text && facts.append(el('dt', {}, name), el('dd', {}, text));
    add('Nationality', nationality(words[F.nationality[i]]));
    add('Offence', offence(words[F.offences[i]]));
    add('Where', where(i));
    add('When', words[F.period[i]]);
    add('Kind', { change: 'a change', share: 'a share' }[words[F.kind[i]]]);
    add('Status', { planned: 'planned, not done', denied: 'denied' }[words[F.modality[i]]]);
    add('In sums', F.counted[i] ? 'yes' : F.superseded[i] >= 0 ? 'no: a later report has a newer count' : F.total[i] ? 'no: it is a total of other figures' : conflicting.has(id) ? 'no: the other figure of a conflict stands for both' : 'no');
    add('Sources', count === F.sources[i] ? String(count) : `${F.sources[i]} independent, in ${count} statements`);
    const against = data.conflicts.filter((pair) => pair.includes(id)).map((pair) => index.get(pair[0] === id ? pair[1] : pair[0])).filter((x) => x !== undefined);
    const parts = [];
    for (let k = 0; k < size && parts.length < 50; k++) if (F.part[k] === i) parts.push(k);
    const said = Array.from({ length: count }, (_, k) => from + k);
    const most = 40;
    $('evidence-body').replaceChildren(facts,
      el('h3', {}, count === 1 ? 'Where it is stated' : `Where it is stated: ${count} times`),
      ...said.slice(0, most).map(statement),
      ...(count > most ? [el('p', { class: 'ids' }, `and ${count - most} more`)] : []),
      ...list('In conflict with', against),
      ...list('Overtaken by', F.superseded[i] >= 0 ? [F.superseded[i]] : []),
      ...list('Part of', F.part[i] >= 0 ? [F.part[i]] : []),
      ...list('Its parts', parts));
  }
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  $('evidence-title').focus();
  for (const cell of dialog.querySelectorAll('td.figure')) {
    const box = cell.closest('.scroll');
    box.scrollLeft = cell.offsetLeft - box.clientWidth / 2;
  }
};
$('close').onclick = () => dialog.close();
dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
dialog.addEventListener('close', () => {
  if (!state.f) return;
  const id = state.f;
  state = { ...state, f: '' };
  history.replaceState(null, '', hash());
  const back = [...document.querySelectorAll('#list a')].find((a) => a.getAttribute('href').endsWith('f=' + encodeURIComponent(id)));
  if (back && (document.activeElement === document.body || !document.activeElement)) back.focus({ preventScroll: true });
});
