package dev.gangway.control;

import dev.gangway.core.config.ControlConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests are answered, and tells browsers what a page of ours may do. Pages of other sites can make a browser
 * send requests to the loopback address: these are known by their Host, by their Origin, and by the lack of a header that a page
 * can only add to requests to its own site. Thread-safe.
 */
final class Guard {
    static final double REQUESTS_PER_SECOND = 50;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<HandlerType> SAFE = Set.of(HandlerType.GET, HandlerType.HEAD);
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final ControlConfig config;
    private final RateLimit limit;

    Guard(ControlConfig config, RateLimit limit) {
        this.config = config;
        this.limit = limit;
    }

    void check(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Cache-Control", "no-store");
        if (!limit.mayPass()) {
            throw new Refusal(429, "TOO_MANY", "More than " + (int) REQUESTS_PER_SECOND + " requests a second");
        }
        requireHost(ctx);
        requireOrigin(ctx);
        if (!isOpen(ctx.path())) {
            requireToken(ctx.header("Authorization"));
        }
        if (!SAFE.contains(ctx.method())) {
            requireIntent(ctx);
        }
    }

    private void requireHost(Context ctx) {
        if (config.isLoopback() && !LOOPBACK.contains(hostOf(String.valueOf(ctx.header("Host"))))) {
            throw new Refusal(
                    403, "WRONG_HOST", "Ask for localhost or 127.0.0.1: the control port serves this machine");
        }
    }

    private static String hostOf(String header) {
        return header.toLowerCase(Locale.ROOT).replaceFirst(":\\d{1,5}$", "");
    }

    private static void requireOrigin(Context ctx) {
        String origin = ctx.header("Origin");
        if (origin != null && !origin.replaceFirst("^https?://", "").equalsIgnoreCase(ctx.header("Host"))) {
            throw new Refusal(403, "WRONG_ORIGIN", "Pages of other sites are not answered");
        }
    }

    /** The page's own files hold nothing, and probes have no token. */
    private static boolean isOpen(String path) {
        return path.equals("/health")
                || Asset.all().stream().anyMatch(asset -> asset.path().equals(path));
    }

    private void requireToken(@Nullable String header) {
        if (config.token().isEmpty()) {
            return;
        }
        String given = header != null && header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : "";
        if (!MessageDigest.isEqual(hash(given), hash(config.token().value()))) {
            throw new Refusal(401, "WRONG_TOKEN", "Send the token of <control> as Authorization: Bearer TOKEN");
        }
    }

    /** Of equal length for all texts, so that a comparison tells nothing about the token's. */
    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static void requireIntent(Context ctx) {
        String type = ctx.contentType();
        boolean json = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
        if (!json && ctx.header("X-Gangway") == null) {
            throw new Refusal(403, "NO_INTENT", "Send the header X-Gangway, or a body of type application/json");
        }
    }
}
