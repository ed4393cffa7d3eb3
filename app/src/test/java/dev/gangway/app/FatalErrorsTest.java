package dev.gangway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.app.command.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FatalErrorsTest {
    private final StringWriter err = new StringWriter();
    private final List<Integer> ends = new ArrayList<>();
    private final FatalErrors fatal = new FatalErrors(new PrintWriter(err), ends::add);

    @Test
    void endsWithOneMessageWhenAThreadEndsInAnError() throws InterruptedException {
        endThread(() -> {
            throw new NoClassDefFoundError("some/Driver");
        });

        assertThat(ends).containsExactly(ExitCode.FAILED);
        assertThat(err.toString().lines().toList())
                .singleElement()
                .asString()
                .contains("some/Driver", "again", "[INTERNAL]");
    }

    @Test
    void leavesAFailureOfOneThreadToThePartThatItWorkedFor() throws InterruptedException {
        endThread(() -> {
            throw new IllegalStateException("closed");
        });

        assertThat(ends).isEmpty();
        assertThat(err.toString()).isEmpty();
    }

    private void endThread(Runnable work) throws InterruptedException {
        var thread = new Thread(work, "test-1");
        thread.setUncaughtExceptionHandler(fatal);
        thread.start();
        thread.join();
    }
}
