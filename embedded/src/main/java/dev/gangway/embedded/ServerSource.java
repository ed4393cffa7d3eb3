package dev.gangway.embedded;

/**
 * Another place than this machine's processes from which tests take their shared servers, such as containers. It is found by
 * {@link java.util.ServiceLoader} on a test's class path and used when {@code test.infra} has its name. Thread-safe.
 */
public interface ServerSource {
    /** What {@code test.infra} calls it. */
    String name();

    /** Starts a server of a flavour, with row binlog and default options; it is gone when this JVM is. */
    DatabaseServer database(DatabaseFlavor flavor);

    /** Starts a broker that creates no topics by itself; it is gone when this JVM is. */
    KafkaServer kafka();
}
