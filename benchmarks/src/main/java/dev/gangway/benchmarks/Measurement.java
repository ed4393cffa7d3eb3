package dev.gangway.benchmarks;

import java.util.Comparator;
import java.util.List;

/** One size of a shop, measured some times: each load and the bare copy that followed it at once. */
record Measurement(String title, List<Pair> pairs) {

    Measurement {
        pairs = List.copyOf(pairs);
    }

    /** A load and its yardstick. */
    record Pair(LoadResult load, BareCopy.CopyResult bare) {

        double ratio() {
            return (double) load.took().toNanos() / bare.took().toNanos();
        }

        double cpuRatio() {
            long own = load.process().plus(load.servers()).toNanos();
            return bare.cpu().isZero() ? Double.NaN : (double) own / bare.cpu().toNanos();
        }

        double microsPerRow() {
            return load.took().toNanos() / 1e3 / bare.rows();
        }

        double cpuMicrosPerRow() {
            return load.process().plus(load.servers()).toNanos() / 1e3 / bare.rows();
        }
    }

    /** The pair in the middle by ratio. */
    Pair median() {
        List<Pair> sorted =
                pairs.stream().sorted(Comparator.comparing(Pair::ratio)).toList();
        return sorted.get(sorted.size() / 2);
    }
}
