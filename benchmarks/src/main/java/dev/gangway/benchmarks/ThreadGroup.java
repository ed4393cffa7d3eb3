package dev.gangway.benchmarks;

import java.util.List;

/** What threads of the stream's JVM do, told by the first fifteen characters of their names. */
enum ThreadGroup {
    BINLOG_CLIENT("binlog client", "blc-"),
    COORDINATOR("Debezium's coordinator", "debezium-"),
    CAPTURE("capture", "cdc-", "pool-"),
    TRANSFORMER("transformer", "gangway-"),
    SINK("sink", "sink"),
    PRODUCERS("producers", "kafka-producer"),
    COLLECTOR("garbage collector", "GC ", "G1 ", "VM Thread", "VM Periodic"),
    COMPILER("compiler", "C1 ", "C2 ", "Sweeper"),
    START("start and watching", "java", "main", "stream-guard", "registry-start", "control-"),
    OTHER("others");

    private final String title;
    private final List<String> beginnings;

    ThreadGroup(String title, String... beginnings) {
        this.title = title;
        this.beginnings = List.of(beginnings);
    }

    String title() {
        return title;
    }

    static ThreadGroup of(String name) {
        for (ThreadGroup group : values()) {
            if (group.beginnings.stream().anyMatch(name::startsWith)) {
                return group;
            }
        }
        return OTHER;
    }
}
