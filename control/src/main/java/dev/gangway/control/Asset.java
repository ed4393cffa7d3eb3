package dev.gangway.control;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** A file of the console, from our own resources or from a library's package; nothing else is served. */
record Asset(String path, String type, String resource) {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final List<Asset> ALL = List.of(
            new Asset("/", "text/html; charset=utf-8", "/console/index.html"),
            new Asset("/console/app.js", SCRIPT, "/console/app.js"),
            new Asset("/console/parts.js", SCRIPT, "/console/parts.js"),
            new Asset("/console/charts.js", SCRIPT, "/console/charts.js"),
            new Asset("/console/style.css", STYLE, "/console/style.css"),
            new Asset("/console/icon.svg", "image/svg+xml", "/console/icon.svg"),
            new Asset("/console/preact.js", SCRIPT, packaged("preact", "dist/preact.module.js")),
            new Asset("/console/uplot.js", SCRIPT, packaged("uplot", "dist/uPlot.esm.js")),
            new Asset("/console/uplot.css", STYLE, packaged("uplot", "dist/uPlot.min.css")),
            new Asset("/openapi.yaml", "application/yaml; charset=utf-8", "/openapi.yaml"));

    static List<Asset> all() {
        return ALL;
    }

    /** Where a library's package of whatever version has a file. */
    private static String packaged(String library, String file) {
        var properties = new Properties();
        String name = "/META-INF/maven/org.webjars.npm/" + library + "/pom.properties";
        try (InputStream in = open(name)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/META-INF/resources/webjars/%s/%s/%s".formatted(library, properties.getProperty("version"), file);
    }

    private static InputStream open(String resource) {
        InputStream in = Asset.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("Resource " + resource + " is not on the class path");
        }
        return in;
    }

    void serve(Context ctx) throws IOException {
        ctx.header("Cache-Control", "no-cache").contentType(type).result(bytes());
    }

    byte[] bytes() throws IOException {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        }
    }

    String text() throws IOException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
