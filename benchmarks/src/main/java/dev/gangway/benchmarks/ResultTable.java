package dev.gangway.benchmarks;

import dev.gangway.benchmarks.LoadResult.Step;
import dev.gangway.benchmarks.Measurement.Pair;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints measurements for people. */
final class ResultTable {
    private static final String STEP = "%-32s %9.2f %9.2f %,12d %,10d   %5s %5s %5s%n";

    private ResultTable() {}

    static String text(List<Measurement> measurements) {
        var out = new StringBuilder();
        measurements.forEach(measurement -> out.append(text(measurement)));
        if (measurements.size() > 1) {
            Pair small = measurements.get(0).median();
            Pair large = measurements.get(measurements.size() - 1).median();
            out.append(line(
                    "time per row, %s against %s: %.2f (processor time: %.2f)%n",
                    measurements.get(measurements.size() - 1).title(),
                    measurements.get(0).title(),
                    large.microsPerRow() / small.microsPerRow(),
                    large.cpuMicrosPerRow() / small.cpuMicrosPerRow()));
        }
        return out.toString();
    }

    private static String text(Measurement measurement) {
        var out = new StringBuilder(line("%n%s%n", measurement.title()));
        Pair pair = measurement.median();
        out.append(line(
                "%-32s %9s %9s %12s %10s   %5s %5s %5s%n",
                "step", "data s", "checks s", "rows copied", "rows/s", "read", "map", "write"));
        for (Map.Entry<String, Step> step : pair.load().steps().entrySet()) {
            out.append(step(step.getKey(), step.getValue()));
        }
        out.append(step("all steps", pair.load().total()));
        out.append(shares(pair.load()));
        out.append(line(
                "load %.2f s, bare copy %.2f s of %,d rows in %d tables: ratio %.2f%n",
                seconds(pair.load().took()),
                seconds(pair.bare().took()),
                pair.bare().rows(),
                pair.bare().tables(),
                pair.ratio()));
        out.append(processor(pair));
        out.append(line(
                "%.1f us per row, heap peak %d MB, estimate at half time off by %+.0f %%%n",
                pair.microsPerRow(),
                pair.load().heapPeakBytes() >> 20,
                100 * pair.load().estimateError()));
        out.append(line(
                "all runs: ratio %s; processor %s; estimate %s%n",
                join(measurement, "%.2f", Pair::ratio),
                pair.bare().cpu().isZero() ? "unknown" : join(measurement, "%.2f", Pair::cpuRatio),
                join(measurement, "%+.0f %%", p -> 100 * p.load().estimateError())));
        return out.toString();
    }

    /** Of servers that others started nothing is known. */
    private static String processor(Pair pair) {
        double own = seconds(pair.load().process());
        if (pair.bare().cpu().isZero()) {
            return line("processor: load %.1f s, servers unknown%n", own);
        }
        return line(
                "processor: load %.1f s (own %.1f, servers %.1f), bare copy %.1f s: ratio %.2f%n",
                own + seconds(pair.load().servers()),
                own,
                seconds(pair.load().servers()),
                seconds(pair.bare().cpu()),
                pair.cpuRatio());
    }

    private static String join(Measurement measurement, String form, java.util.function.ToDoubleFunction<Pair> value) {
        return measurement.pairs().stream()
                .map(pair -> line(form, value.applyAsDouble(pair)))
                .collect(Collectors.joining(", "));
    }

    private static String step(String name, Step step) {
        long copying = step.readMs() + step.mapMs() + step.writeMs();
        return line(
                STEP,
                name,
                step.dataMs() / 1e3,
                step.checkMs() / 1e3,
                step.rows(),
                step.rows() == 0 ? 0 : step.rows() * 1000 / Math.max(1, step.dataMs()),
                share(step.readMs(), copying),
                share(step.mapMs(), copying),
                share(step.writeMs(), copying));
    }

    /** Shares of the stages' times in sum, which run side by side; workers' times are scaled to those of steps that copy. */
    private static String shares(LoadResult load) {
        double copying = 0;
        double deriving = 0;
        for (Step step : load.steps().values()) {
            if (step.readMs() + step.mapMs() + step.writeMs() > 0) {
                copying += step.dataMs();
            } else {
                deriving += step.dataMs();
            }
        }
        Step total = load.total();
        double scale = copying / Math.max(1, total.readMs() + total.mapMs() + total.writeMs());
        double all = copying + deriving + total.checkMs();
        return line(
                "of %.1f s of all stages, some side by side: reading %.0f %%, mapping %.0f %%, writing %.0f %%, deriving %.0f %%,"
                        + " checking %.0f %%%n",
                all / 1e3,
                100 * total.readMs() * scale / all,
                100 * total.mapMs() * scale / all,
                100 * total.writeMs() * scale / all,
                100 * deriving / all,
                100 * total.checkMs() / all);
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "" : 100 * part / whole + " %";
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private static String line(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
