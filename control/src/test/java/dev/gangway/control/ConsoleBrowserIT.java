package dev.gangway.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.pipeline.PipelineStatus.State;
import dev.gangway.core.config.ControlConfig;
import dev.gangway.core.config.ControlTls;
import dev.gangway.core.config.Secret;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console in a real browser, where one is installed. */
class ConsoleBrowserIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String TOKEN = "0123456789abcdef";

    private final FakePipeline pipeline = new FakePipeline();

    @BeforeEach
    void needsABrowser() {
        assumeThat(Browser.driver()).as("a browser with its driver").isPresent();
    }

    private ControlServer serve(int port, Secret token) {
        return ControlServer.start(new ControlConfig(port, "127.0.0.1", token, ControlTls.NONE, true), pipeline);
    }

    @Test
    void showsTheStreamDoesWhatIsClickedAndSurvivesARestart() throws Exception {
        ControlServer server = serve(0, Secret.EMPTY);
        int port = server.port();
        try (Browser browser = Browser.start(Browser.driver().orElseThrow())) {
            browser.open("http://127.0.0.1:" + port + "/");
            await().atMost(LIMIT).until(() -> browser.text("#sentence").startsWith("Shop writes: Magento 1."));
            assertThat(browser.text("#next")).contains("gangway losses --config my.xml");
            assertThat(browser.text(".way")).contains("transform", "41,200 mapped", "12 waiting");
            assertThat(browser.text("#ledger")).startsWith("41,194 captured = 38,870 applied");
            await().atMost(LIMIT).until(() -> browser.value("document.querySelectorAll('#delay-chart canvas').length")
                    .equals("1"));

            pipeline.state = State.WAITING;
            await().atMost(LIMIT).until(() -> browser.text(".troubles").contains("[TARGET_UNAVAILABLE]"));
            browser.value("document.getElementById('reason').value = 'night'");
            browser.click("#pause");
            await().atMost(LIMIT).until(() -> browser.text("#state").contains("PAUSED"));
            assertThat(pipeline.wishes).containsExactly("PAUSE night");

            server.close();
            await().atMost(LIMIT).until(() -> browser.text("#lost").startsWith("No answer since"));
            server = serve(port, Secret.EMPTY);
            await().atMost(LIMIT).until(() -> browser.text("#lost").isEmpty());
            assertThat(browser.errors()).doesNotContain("Content Security Policy", "Uncaught");
        } finally {
            server.close();
        }
    }

    @Test
    void asksForTheToken() throws Exception {
        try (ControlServer server = serve(0, new Secret(TOKEN));
                Browser browser = Browser.start(Browser.driver().orElseThrow())) {
            browser.open("http://127.0.0.1:" + server.port() + "/");
            await().atMost(LIMIT).until(() -> browser.text("label[for=token]").contains("asks for a token"));
            enter(browser, "wrong-wrong-wrong");
            await().atMost(LIMIT).until(() -> browser.text("label[for=token]").contains("asks for a token"));
            assertThat(browser.text("#sentence")).isEmpty();

            enter(browser, TOKEN);
            await().atMost(LIMIT).until(() -> browser.text("#sentence").startsWith("Shop writes: Magento 1."));
        }
    }

    private static void enter(Browser browser, String token) throws Exception {
        browser.value("document.getElementById('token').value = '" + token + "'");
        browser.click("form button");
    }
}
