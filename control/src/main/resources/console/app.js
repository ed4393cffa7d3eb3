// Follows the status events, draws the page anew with each, and sends what a person wants.
import { h, render } from './preact.js';
import { Head, Rest, TokenForm } from './parts.js';
import { Charts } from './charts.js';

const RETRY_MS = 2000;
const page = document.getElementById('page');
const rest = document.getElementById('rest');
const charts = new Charts(document.getElementById('delay-chart'), document.getElementById('rate-chart'));
const view = { status: null, connected: false, answer: '', needsToken: false };

page.replaceChildren();

function headers(more) {
    const token = sessionStorage.getItem('gangway-token');
    return token ? { ...more, Authorization: 'Bearer ' + token } : more;
}

async function want(action, reason) {
    try {
        const response = await fetch('/api/' + action, {
            method: 'POST',
            headers: headers({ 'Content-Type': 'application/json', 'X-Gangway': 'console' }),
            body: JSON.stringify({ reason }),
        });
        const body = await response.json();
        view.answer = response.ok ? '' : `${body.message} [${body.code}]`;
        view.needsToken = response.status === 401;
    } catch (error) {
        view.answer = 'The stream did not answer: ' + error.message;
    }
    draw();
}

function useToken(token) {
    sessionStorage.setItem('gangway-token', token);
    view.needsToken = false;
    draw();
    follow();
}

function draw() {
    if (view.needsToken) {
        render(h(TokenForm, { use: useToken }), page);
        render(null, rest);
        document.getElementById('charts').hidden = true;
        return;
    }
    render(h(Head, { view, want }), page);
    render(view.status ? h(Rest, { status: view.status }) : null, rest);
    document.getElementById('charts').hidden = !view.status;
}

function take(status) {
    view.status = status;
    view.connected = true;
    document.title = `${status.state.toLowerCase()} · ${status.sourceId} · Gangway`;
    draw();
    charts.add(status);
}

// An EventSource cannot send a token, so the stream of events is read by hand.
async function follow() {
    try {
        const response = await fetch('/api/events', { headers: headers({ Accept: 'text/event-stream' }) });
        if (response.status === 401) {
            view.needsToken = true;
            draw();
            return;
        }
        if (!response.ok) {
            throw new Error('answer ' + response.status);
        }
        await read(response.body.pipeThrough(new TextDecoderStream()).getReader());
    } catch (error) {
        view.answer = '';
    }
    view.connected = false;
    draw();
    setTimeout(follow, RETRY_MS);
}

async function read(reader) {
    let text = '';
    for (;;) {
        const { value, done } = await reader.read();
        if (done) {
            return;
        }
        text += value;
        const events = text.split('\n\n');
        text = events.pop();
        for (const event of events) {
            const data = event.split('\n').filter(line => line.startsWith('data:')).map(line => line.slice(5)).join('\n');
            if (data.trim()) {
                take(JSON.parse(data));
            }
        }
    }
}

draw();
follow();
