package dev.gangway.app.command;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets how much is logged and where; the console's form is in {@code logback.xml}. */
public final class Logging {
    private static final String OURS = "dev.gangway";
    /** Libraries that warn of what they mend by themselves; our own status tells what matters. */
    private static final List<String> CHATTY = List.of("org.apache.kafka", "io.debezium");

    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level [%thread] %logger{20} %msg %kvp%n";

    /** How much of our own work is logged; libraries speak up at WARN, with DEBUG at INFO. */
    public enum Level {
        ERROR,
        INFO,
        DEBUG
    }

    private Logging() {}

    public static void setLevel(Level level) {
        LogManager.getLogManager().reset(); // the binlog client would write to the console by itself
        set(
                OURS,
                switch (level) {
                    case ERROR -> ch.qos.logback.classic.Level.ERROR;
                    case INFO -> ch.qos.logback.classic.Level.INFO;
                    case DEBUG -> ch.qos.logback.classic.Level.DEBUG;
                });
        set(
                Logger.ROOT_LOGGER_NAME,
                switch (level) {
                    case ERROR -> ch.qos.logback.classic.Level.ERROR;
                    case INFO -> ch.qos.logback.classic.Level.WARN;
                    case DEBUG -> ch.qos.logback.classic.Level.INFO;
                });
        boolean detailed = level == Level.DEBUG;
        for (String chatty : CHATTY) {
            set(chatty, detailed ? ch.qos.logback.classic.Level.INFO : ch.qos.logback.classic.Level.ERROR);
        }
    }

    private static void set(String logger, ch.qos.logback.classic.Level level) {
        context().getLogger(logger).setLevel(level);
    }

    /** Adds a log file, appended to; a second call with the same file does nothing. */
    public static void addFile(Path file) {
        LoggerContext context = context();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        String name = "file:" + file.toAbsolutePath().normalize();
        if (root.getAppender(name) != null) {
            return;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setName(name);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        appender.start();
        root.addAppender(appender);
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
