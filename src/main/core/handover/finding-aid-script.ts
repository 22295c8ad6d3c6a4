/** The search of the finding aid: every word must be in a record; what is shown is made as text, never as markup. */
export const findingAidScript = `
'use strict';
(() => {
  const records = window.findingAid || [];
  const pageSize = 100;
  const fold = (text) => text.normalize('NFKD').replace(/\\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
  const haystacks = records.map((record) => fold([
    record.code, record.title, record.name, record.format, record.outcome, record.date,
    ...record.facts.map((fact) => fact[1]),
    ...record.files.map((file) => file[0] + ' ' + file[2]),
  ].join('\\n')));
  const byId = (id) => document.getElementById(id);
  const make = (name, text, className) => {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (className) node.className = className;
    return node;
  };
  let found = [];
  let shown = 0;

  function details(record) {
    const body = make('div');
    const facts = make('dl');
    for (const [label, value] of record.facts) facts.append(make('dt', label), make('dd', value));
    body.append(facts);
    if (record.files.length > 0) {
      const table = make('table');
      const head = make('tr');
      for (const label of ['File', 'Size', 'SHA-256']) {
        const cell = make('th', label);
        cell.scope = 'col';
        head.append(cell);
      }
      table.append(head);
      for (const [name, size, hash] of record.files) {
        const row = make('tr');
        row.append(make('td', name), make('td', size), make('td', hash, 'hash'));
        table.append(row);
      }
      body.append(table);
    }
    if (record.events.length > 0) {
      const events = make('dl');
      for (const [at, what] of record.events) events.append(make('dt', at), make('dd', what));
      body.append(events);
    }
    return body;
  }

  function entry(record) {
    const item = make('li');
    const box = make('details');
    const line = make('summary');
    if (record.code) line.append(make('span', record.code + ' ', 'code'));
    line.append(record.title + ' ');
    line.append(make('span', [record.format, record.size, record.date].join(', ') + ', ', 'facts'));
    line.append(make('span', record.outcome, record.whole ? 'facts' : 'damaged'));
    box.append(line);
    box.addEventListener('toggle', () => { if (box.children.length === 1) box.append(details(record)); });
    item.append(box);
    return item;
  }

  function showMore() {
    const next = found.slice(shown, shown + pageSize);
    byId('results').append(...next.map((index) => entry(records[index])));
    shown += next.length;
    byId('more').hidden = shown >= found.length;
  }

  function search() {
    const words = fold(byId('query').value).split(/\\s+/).filter((word) => word !== '');
    const damagedOnly = byId('damaged').checked;
    found = [];
    haystacks.forEach((haystack, index) => {
      if (damagedOnly && records[index].whole) return;
      if (words.every((word) => haystack.includes(word))) found.push(index);
    });
    shown = 0;
    byId('results').replaceChildren();
    byId('count').textContent = found.length + ' of ' + records.length + (records.length === 1 ? ' record' : ' records');
    showMore();
  }

  byId('query').addEventListener('input', search);
  byId('damaged').addEventListener('change', search);
  byId('more').addEventListener('click', showMore);
  search();
})();
`;
