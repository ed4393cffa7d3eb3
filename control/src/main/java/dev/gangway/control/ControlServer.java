package dev.gangway.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.control.metrics.PipelineMetrics;
import dev.gangway.control.pipeline.Pipeline;
import dev.gangway.control.pipeline.PipelineStatus;
import dev.gangway.core.config.ControlConfig;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.retry.Bell;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.util.JavalinBindException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a running stream on one port: API, health, metrics and the console; {@code openapi.yaml} says what each address does.
 * Thread-safe; {@link #close()} is idempotent and takes some seconds at most.
 */
public final class ControlServer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ControlServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BETWEEN_TICKS = Duration.ofSeconds(1);
    private static final int MOST_THREADS = 24;
    private static final int LARGEST_BODY = 16 << 10;
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Pipeline pipeline;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PipelineMetrics metrics;
    private final Guard guard;
    private final EventStream events = new EventStream();
    private final List<String> served = new ArrayList<>();
    private final Javalin javalin;
    private final Bell bell = new Bell();
    private final Thread ticker = new Thread(this::tickUntilClosed, "control-tick-1");
    private volatile boolean closing;

    private ControlServer(ControlConfig config, Pipeline pipeline) {
        this.pipeline = pipeline;
        this.metrics = new PipelineMetrics(registry, pipeline.status());
        this.guard = new Guard(config, RateLimit.perSecond(Guard.REQUESTS_PER_SECOND, System::nanoTime));
        this.javalin = Javalin.create(settings -> configure(settings, config));
    }

    /**
     * Begins to serve.
     *
     * @param config with port 0 any free port is taken
     * @throws MigrationException CONTROL_PORT_TAKEN
     */
    public static ControlServer start(ControlConfig config, Pipeline pipeline) {
        var server = new ControlServer(config, pipeline);
        try {
            server.javalin.start(config.bind(), config.port()); // where TLS is on, its connector takes their place
        } catch (JavalinBindException e) {
            server.close();
            throw new MigrationException(
                    ErrorCode.CONTROL_PORT_TAKEN,
                    "The control port %s:%d cannot be opened (another process has it, or the address is not this machine's): write another port or bind into <control>, or port=\"0\" to serve nothing"
                            .formatted(config.bind(), config.port()),
                    e);
        }
        server.ticker.setDaemon(true);
        server.ticker.start();
        LOGGER.atInfo()
                .addKeyValue("bind", config.bind())
                .addKeyValue("port", server.port())
                .log("Control port opened");
        return server;
    }

    public int port() {
        return javalin.port();
    }

    private void configure(JavalinConfig config, ControlConfig control) {
        var threads = new QueuedThreadPool(MOST_THREADS, 2);
        threads.setName("control-http");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        if (control.tls().isOn()) {
            var tls = new TlsConnector(control);
            config.jetty.addConnector(tls::of);
        }
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = LARGEST_BODY;
        routes(config.routes);
    }

    private void routes(RoutesConfig routes) {
        routes.before(guard::check);
        for (Asset asset : Asset.all()) {
            get(routes, asset.path(), asset::serve);
        }
        get(routes, "/health", this::health);
        get(routes, "/metrics", ctx -> ctx.contentType(PROMETHEUS).result(registry.scrape()));
        get(routes, "/api/status", ctx -> json(ctx, pipeline.status()));
        get(routes, "/api/ledger", ctx -> json(ctx, pipeline.ledger()));
        get(routes, "/api/parked", ctx -> json(ctx, pipeline.parked()));
        served.add("get /api/events");
        routes.sse("/api/events", events::add);
        post(routes, "/api/pause", Pipeline.Wish.PAUSE);
        post(routes, "/api/resume", Pipeline.Wish.RESUME);
        post(routes, "/api/stop", Pipeline.Wish.STOP);
        routes.exception(Refusal.class, (refusal, ctx) -> refusal.answer(ctx));
        routes.exception(MigrationException.class, ControlServer::failed);
    }

    private void get(RoutesConfig routes, String path, Handler handler) {
        served.add("get " + path);
        routes.get(path, handler);
    }

    private void post(RoutesConfig routes, String path, Pipeline.Wish wish) {
        served.add("post " + path);
        routes.post(path, ctx -> want(ctx, wish));
    }

    /** Method and path of everything that is served. */
    List<String> routes() {
        return List.copyOf(served);
    }

    private static void failed(MigrationException error, Context ctx) {
        Refusal.answer(
                ctx, error.code().isRetriable() ? 503 : 500, error.code().name(), String.valueOf(error.getMessage()));
    }

    private void health(Context ctx) {
        PipelineStatus status = pipeline.status();
        boolean healthy = status.state() != PipelineStatus.State.FAILED;
        ctx.status(healthy ? 200 : 503);
        json(ctx, new Health(healthy ? "UP" : "DOWN", status.state()));
    }

    private record Health(String status, PipelineStatus.State state) {}

    private void want(Context ctx, Pipeline.Wish wish) throws IOException {
        String reason = reason(ctx);
        LOGGER.atInfo().addKeyValue("state", wish).log("Wanted through the control port");
        json(ctx, pipeline.want(wish, reason));
    }

    private static String reason(Context ctx) throws IOException {
        byte[] body;
        try (InputStream in = ctx.req().getInputStream()) {
            body = in.readNBytes(LARGEST_BODY + 1);
        }
        if (body.length > LARGEST_BODY) {
            throw new Refusal(413, "TOO_LARGE", "A request has at most " + LARGEST_BODY + " bytes");
        }
        if (body.length == 0) {
            return "";
        }
        try {
            return JSON.readTree(body).path("reason").asText().strip();
        } catch (IOException e) {
            throw new Refusal(400, "NOT_JSON", "The body is no JSON; send {\"reason\": \"...\"} or nothing");
        }
    }

    private static void json(Context ctx, Object value) {
        ctx.contentType("application/json").result(text(value));
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A status of texts and numbers cannot be written as JSON", e);
        }
    }

    private void tickUntilClosed() {
        while (!closing && !Thread.currentThread().isInterrupted()) {
            tick();
            bell.await(BETWEEN_TICKS, () -> closing);
        }
    }

    private void tick() {
        try {
            PipelineStatus status = pipeline.status();
            metrics.update(status);
            events.send(text(status));
        } catch (RuntimeException e) {
            LOGGER.atWarn().setCause(e).log("The status could not be told");
        }
    }

    @Override
    public void close() {
        closing = true;
        bell.ring();
        events.close();
        javalin.stop();
        registry.close();
    }
}
