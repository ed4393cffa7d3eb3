// Ten minutes of delay and throughput.
import uPlot from './uplot.js';

const POINTS = 600;

function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function axes() {
    const line = { stroke: colour('--text'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line') } };
    const clock = (plot, times) => times.map(time => new Date(time * 1000).toISOString().slice(11, 19));
    return [{ ...line, values: clock, space: 90 }, { ...line, size: 55 }];
}

export class Charts {
    constructor(delayPlace, ratePlace) {
        this.places = [delayPlace, ratePlace];
        this.times = [];
        this.delays = [];
        this.captured = [];
        this.applied = [];
        this.last = null;
        this.plots = null;
        new ResizeObserver(() => this.resize()).observe(delayPlace.parentElement);
        matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.build());
    }

    add(status) {
        const { flow, atMs } = status;
        if (this.last && atMs > this.last.atMs) {
            const passed = (atMs - this.last.atMs) / 1000;
            this.times.push(atMs / 1000);
            this.delays.push(flow.delayMs / 1000);
            this.captured.push(Math.max(0, flow.captured - this.last.captured) / passed);
            this.applied.push(Math.max(0, flow.applied - this.last.applied) / passed);
            for (const values of [this.times, this.delays, this.captured, this.applied]) {
                values.splice(0, values.length - POINTS);
            }
        }
        this.last = { atMs, captured: flow.captured, applied: flow.applied };
        if (!this.plots) {
            this.build();
        }
        this.plots[0].setData([this.times, this.delays]);
        this.plots[1].setData([this.times, this.captured, this.applied]);
    }

    build() {
        this.plots?.forEach(plot => plot.destroy());
        const fromZero = { y: { range: (plot, min, max) => [0, Math.max(1, max * 1.1)] } };
        const size = { width: this.width(), height: 180, axes: axes(), scales: fromZero, legend: { show: false } };
        const line = (label, more) => ({ label, stroke: colour('--text'), width: 2, points: { show: false }, ...more });
        this.plots = [
            new uPlot({ ...size, series: [{}, line('delay', {})] }, [this.times, this.delays], this.places[0]),
            new uPlot({ ...size, series: [{}, line('captured', {}), line('applied', { dash: [6, 4] })] },
                [this.times, this.captured, this.applied], this.places[1]),
        ];
    }

    width() {
        return Math.max(240, this.places[0].clientWidth);
    }

    resize() {
        this.plots?.forEach(plot => plot.setSize({ width: this.width(), height: 180 }));
    }
}
