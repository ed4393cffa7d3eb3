package dev.gangway.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessGuardTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private ProcessHandle orphan = ProcessHandle.current();

    @AfterEach
    void endTheServer() {
        if (!orphan.equals(ProcessHandle.current())) {
            orphan.destroyForcibly();
        }
    }

    @Test
    void stopsServersAndDeletesTheirFoldersWhenTheJvmIsKilled() throws Exception {
        Process parent = startParent("wait");
        orphan = awaitServer();

        parent.destroyForcibly();

        Awaitility.await().atMost(LIMIT).until(() -> !orphan.isAlive() && !Files.exists(serverFolder()));
    }

    @Test
    void runsActionsAndStopsServersAtTheJvmsOrderlyExit() throws Exception {
        Process parent = startParent("exit");

        assertThat(parent.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(folder.resolve("action")).hasContent("server alive: true");
        assertThat(folder.resolve("forgotten")).doesNotExist();
        assertThat(serverFolder()).doesNotExist();
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")));
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void startsNoProcessWhereOnlyActionsAreGuarded() throws Exception {
        Process parent = startParent("alone");

        assertThat(parent.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(folder.resolve("action")).hasContent("children: 0");
    }

    private Path serverFolder() {
        return folder.resolve("server");
    }

    private ProcessHandle awaitServer() throws IOException {
        Path file = folder.resolve("pid");
        Awaitility.await().atMost(LIMIT).until(() -> Files.exists(file) && Files.size(file) > 0);
        return ProcessHandle.of(Long.parseLong(Files.readString(file))).orElseThrow();
    }

    private Process startParent(String mode) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        return new ProcessBuilder(java, "-cp", classPath, Parent.class.getName(), folder.toString(), mode)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("parent.log").toFile())
                .start();
    }

    /** A JVM with one server that would run for a long time, or with none. */
    static final class Parent {
        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            if ("alone".equals(arguments[1])) {
                ProcessGuard.beforeShutdown(() -> write(
                        folder.resolve("action"),
                        "children: " + ProcessHandle.current().children().count()));
                return;
            }
            Path own = Files.createDirectories(folder.resolve("server"));
            ProcessGuard.deleteAtExit(own);
            ServerProcess server = ServerProcess.start(
                    new ServerCommand("Sleeper", List.of("sleep", "300"), own, Map.of(), List.of()));
            ProcessGuard.beforeShutdown(() -> write(folder.resolve("action"), "server alive: " + server.isAlive()));
            ProcessGuard.beforeShutdown(() -> write(folder.resolve("forgotten"), ""))
                    .close();
            write(folder.resolve("pid"), String.valueOf(server.pid()));
            if ("wait".equals(arguments[1])) {
                Thread.currentThread().join();
            }
        }

        private static void write(Path file, String text) {
            try {
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
