package dev.gangway.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LoggingTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void show() {
        Logging.showOnConsole(true);
        Logging.setRunFile(folder.resolve("last.log"));
    }

    @Test
    void keepsTheLogOffTheConsoleUnlessItIsAskedFor() {
        Logging.showOnConsole(false);
        assertThat(onConsole()).isEqualTo(FilterReply.DENY);

        Logging.showOnConsole(true);
        assertThat(onConsole()).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void writesEachRunToTheFileOfItsOwn() throws IOException {
        Logging.setLevel(Logging.Level.INFO);
        Logging.setRunFile(folder.resolve("one.log"));
        LoggerFactory.getLogger("dev.gangway.test").info("first run");
        Logging.setRunFile(folder.resolve("two.log"));
        LoggerFactory.getLogger("dev.gangway.test").info("second run");

        assertThat(Files.readString(folder.resolve("one.log")))
                .contains("first run")
                .doesNotContain("second run");
        assertThat(Files.readString(folder.resolve("two.log"))).contains("second run");
    }

    private static FilterReply onConsole() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Appender<ILoggingEvent> console =
                context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("console");
        var event = new LoggingEvent("", context.getLogger("dev.gangway.test"), Level.ERROR, "text", null, null);
        return console.getFilterChainDecision(event);
    }
}
