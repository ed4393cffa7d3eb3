package dev.gangway.app.command;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets how much is logged and where; the console's form is in {@code logback.xml}. What is meant for a person goes through
 * {@code Console}; the log goes to the run's file, and to the console only for those who ask for it.
 */
public final class Logging {
    private static final String OURS = "dev.gangway";
    private static final String CONSOLE = "console";
    private static final String RUN = "run";
    private static final int OLD_FILES = 3;
    private static final long MAX_FILE_BYTES = 20 << 20;
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

    /** Whether the log is seen on the console too, between the lines for people. */
    public static void showOnConsole(boolean shown) {
        Appender<ILoggingEvent> console = root().getAppender(CONSOLE);
        if (console instanceof ConsoleAppender<ILoggingEvent> appender) {
            appender.clearAllFilters();
            if (!shown) {
                appender.addFilter(new Nothing());
            }
        }
    }

    /** Lets no event pass. */
    private static final class Nothing extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            return FilterReply.DENY;
        }
    }

    /** Sets the file of the run, instead of that of an earlier run; appended to, and begun anew when it is large. */
    public static void setRunFile(Path file) {
        Appender<ILoggingEvent> before = root().getAppender(RUN);
        if (before != null) {
            root().detachAppender(before);
            before.stop();
        }
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setName(RUN);
        appender.setFile(file.toString());
        FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
        window.setContext(context());
        window.setParent(appender);
        window.setFileNamePattern(file + ".%i");
        window.setMaxIndex(OLD_FILES);
        window.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context());
        size.setMaxFileSize(new FileSize(MAX_FILE_BYTES));
        size.start();
        appender.setRollingPolicy(window);
        appender.setTriggeringPolicy(size);
        start(appender);
    }

    /** Adds a log file, appended to; a second call with the same file does nothing. */
    public static void addFile(Path file) {
        String name = "file:" + file.toAbsolutePath().normalize();
        if (root().getAppender(name) != null) {
            return;
        }
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setName(name);
        appender.setFile(file.toString());
        start(appender);
    }

    private static void start(FileAppender<ILoggingEvent> appender) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context());
        encoder.setPattern(PATTERN);
        encoder.start();
        appender.setContext(context());
        appender.setEncoder(encoder);
        appender.start();
        root().addAppender(appender);
    }

    private static ch.qos.logback.classic.Logger root() {
        return context().getLogger(Logger.ROOT_LOGGER_NAME);
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
