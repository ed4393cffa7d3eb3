package dev.gangway.benchmarks;

import java.time.Duration;

/** The processor time of this process's children, which are the embedded servers: steadier than the clock on a busy machine. */
record Cpu(Duration used) {

    static Cpu ofChildren() {
        return new Cpu(ProcessHandle.current()
                .children()
                .flatMap(child -> child.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus));
    }

    /** Never negative: a child that ended takes its time along. */
    Duration since(Cpu earlier) {
        Duration difference = used.minus(earlier.used);
        return difference.isNegative() ? Duration.ZERO : difference;
    }
}
