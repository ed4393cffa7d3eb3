// The parts of the page, each a function of the status; every state is a word, colour only repeats it.
import { h } from './preact.js';

const number = value => value.toLocaleString('en');
const clock = ms => (ms ? new Date(ms).toISOString().slice(11, 19) : '-');
const seconds = ms => (ms / 1000).toFixed(1) + ' s';
const MARKS = { RUNNING: '●', OK: '●', PAUSED: '❚❚', WAITING: '◌', RETRYING: '◌', STARTING: '◌', STANDBY: '◌', MISSING: '✕', AWAY: '✕', FAILED: '✕', STOPPED: '✕' };
const CLASSES = { RUNNING: 'good', OK: 'good', PAUSED: 'held', WAITING: 'held', RETRYING: 'held', STARTING: 'held', STANDBY: 'held' };

function State({ state }) {
    return h('span', { class: 'state ' + (CLASSES[state] || 'bad') }, h('span', { 'aria-hidden': true }, MARKS[state] || '✕'), ' ', state);
}

export function TokenForm({ use }) {
    const submit = event => {
        event.preventDefault();
        use(event.target.elements.token.value);
    };
    return h('form', { onSubmit: submit, class: 'card' },
        h('label', { for: 'token' }, 'This port asks for a token: the one of <control> in the configuration'),
        h('input', { id: 'token', name: 'token', type: 'password', autocomplete: 'off', required: true }),
        h('button', { type: 'submit' }, 'Use it'));
}

export function Head({ view, want }) {
    const { status, connected, answer } = view;
    if (!status) {
        return h('p', { role: 'status' }, 'Waiting for the stream ...');
    }
    return [
        h('header', null,
            h('h1', null, 'Gangway ', h('small', null, status.sourceId)),
            h('span', { id: 'state' }, h(State, { state: status.state })),
            connected ? null : h('strong', { role: 'alert', id: 'lost' }, `No answer since ${clock(status.atMs)}; trying again`)),
        h('p', { id: 'sentence', 'aria-live': 'polite' }, status.sentence),
        status.next.text ? h('p', { id: 'next' }, 'Next: ', status.next.text, '. ', h('code', null, status.next.command)) : null,
        h(Actions, { status, want }),
        answer ? h('p', { role: 'alert', id: 'answer' }, answer) : null,
        h(Picture, { parts: status.parts }),
        h(Troubles, { parts: status.parts }),
        h(Flow, { flow: status.flow }),
    ];
}

function Actions({ status, want }) {
    const reason = () => document.getElementById('reason').value;
    const paused = status.wanted.state === 'PAUSE';
    const stop = () => window.confirm('End the process that carries changes?') && want('stop', reason());
    return h('div', { class: 'actions', role: 'group', 'aria-label': 'Actions' },
        h('label', { for: 'reason' }, 'Reason '), h('input', { id: 'reason', maxLength: 1024 }),
        h('button', { id: 'pause', disabled: paused, onClick: () => want('pause', reason()) }, 'Pause'),
        h('button', { id: 'resume', disabled: !paused, onClick: () => want('resume', reason()) }, 'Resume'),
        h('button', { id: 'stop', onClick: stop }, 'Stop'));
}

function Picture({ parts }) {
    return h('section', { 'aria-labelledby': 'way' }, h('h2', { id: 'way' }, 'From Magento 1 to Magento 2'),
        h('ol', { class: 'way' }, parts.map(part => h('li', { key: part.name },
            h('b', null, part.name), h(State, { state: part.state }),
            part.unit ? h('span', null, number(part.figure), ' ', part.unit) : null))));
}

function Troubles({ parts }) {
    const troubled = parts.filter(part => part.trouble);
    return troubled.length === 0 ? null : h('ul', { class: 'troubles', role: 'alert' }, troubled.map(part => h('li', { key: part.name },
        h('b', null, part.name), ` ${part.trouble.recovery}, ${number(part.trouble.tries)} tries`,
        part.trouble.nextTryMs ? `, next at ${clock(part.trouble.nextTryMs)} UTC: ` : ': ',
        part.trouble.message, ' [', part.trouble.code, ']')));
}

function Flow({ flow }) {
    const facts = [
        ['Lag', number(flow.lag) + ' changes'], ['Delay', seconds(flow.delayMs)],
        ['Commit to commit', `${seconds(flow.delayP50Ms)} half, ${seconds(flow.delayP99Ms)} of 99 %`],
        ['Target has all up to', `${clock(flow.sourceTimeMs)} UTC${flow.atCut ? '' : ', between cuts'}`],
        ['Position', flow.position],
    ];
    return h('dl', { class: 'facts' }, facts.map(([name, value]) => h('div', { key: name }, h('dt', null, name), h('dd', null, value))));
}

export function Rest({ status }) {
    return [
        h(Ledger, { ledger: status.ledger }),
        h(Tables, { tables: status.ledger.tables }),
        h(Parked, { parked: status.parked }),
        h(Log, { log: status.log }),
        h('footer', null, `${status.version} · as of ${clock(status.atMs)} UTC · `, h('a', { href: '/openapi.yaml' }, 'API')),
    ];
}

function Ledger({ ledger }) {
    return h('section', { 'aria-labelledby': 'ledger-title' }, h('h2', { id: 'ledger-title' }, 'Ledger'),
        h('p', { id: 'ledger', class: ledger.balanced ? '' : 'bad' },
            `${number(ledger.captured)} captured ${ledger.balanced ? '=' : '≠'} ${number(ledger.applied)} applied + `
            + `${number(ledger.coalesced)} coalesced + ${number(ledger.filtered)} filtered + ${number(ledger.parked)} parked`,
            ledger.displaced ? `; ${number(ledger.displaced)} displaced by newer rows` : '',
            ledger.balanced ? '' : h('strong', null, ` Gap: ${number(ledger.gap)} changes`)),
        h('p', { class: 'note' }, ledger.readAtMs ? `Read from the target at ${clock(ledger.readAtMs)} UTC` : 'Not read yet'));
}

const FIGURES = new Set(['captured', 'applied', 'coalesced', 'filtered', 'parked', 'gap', 'rows']);

function Table({ caption, columns, rows }) {
    return h('div', { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': caption },
        h('table', null, h('caption', null, caption),
            h('thead', null, h('tr', null, columns.map(name => h('th', { key: name, scope: 'col', class: FIGURES.has(name) ? 'figure' : '' }, name)))),
            h('tbody', null, rows)));
}

const figures = values => values.map((value, i) => h('td', { key: i, class: 'figure' }, number(value)));

function Tables({ tables }) {
    const sorted = [...tables].sort((one, other) => Math.abs(other.gap) - Math.abs(one.gap) || other.parked - one.parked || other.captured - one.captured);
    return h('section', null, h(Table, {
        caption: 'By source table',
        columns: ['table', 'captured', 'applied', 'coalesced', 'filtered', 'parked', 'gap'],
        rows: sorted.map(t => h('tr', { key: t.table, class: t.gap ? 'bad' : '' }, h('th', { scope: 'row' }, t.table),
            figures([t.captured, t.applied, t.coalesced, t.filtered, t.parked, t.gap]))),
    }));
}

function Parked({ parked }) {
    return h('section', { 'aria-labelledby': 'parked-title' }, h('h2', { id: 'parked-title' }, 'Put aside'),
        parked.length === 0 ? h('p', { id: 'parked' }, 'Nothing parked.') : h(Table, {
            caption: 'Parked and displaced rows by class',
            columns: ['table', 'class', 'rows', 'by', 'reason'],
            rows: parked.map((kind, i) => h('tr', { key: i }, h('th', { scope: 'row' }, kind.table || kind.targetTable || 'unreadable'),
                h('td', null, kind.code), figures([kind.rows]),
                h('td', null, kind.byLoad ? 'load' : kind.displaced ? 'newer row' : 'stream'), h('td', null, kind.reason))),
        }));
}

function Log({ log }) {
    return h('section', { 'aria-labelledby': 'log-title' }, h('h2', { id: 'log-title' }, 'What happened'),
        h('ol', { class: 'log', id: 'log' }, log.map((entry, i) => h('li', { key: i }, h('time', null, clock(entry.atMs)), ' ', h('b', null, entry.who), ' ', entry.what))));
}
