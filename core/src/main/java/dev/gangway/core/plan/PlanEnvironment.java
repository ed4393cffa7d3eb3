package dev.gangway.core.plan;

import dev.gangway.core.handler.HandlerEnvironment;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.schema.Schema;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The facts that handlers are made with, taken from the configuration and both schemas. Options hold secrets: never print it. */
public final class PlanEnvironment implements HandlerEnvironment {
    private final Compatibility compatibility;
    private final Map<String, String> options;
    private final Map<String, String> classMap;
    private final Schema source;
    private final Schema target;
    private final MapRules mainMap;

    public PlanEnvironment(
            Compatibility compatibility,
            Map<String, String> options,
            Map<String, String> classMap,
            Schema source,
            Schema target,
            MapRules mainMap) {
        this.compatibility = compatibility;
        this.options = Map.copyOf(options);
        this.classMap = Collections.unmodifiableMap(new LinkedHashMap<>(classMap));
        this.source = source;
        this.target = target;
        this.mainMap = mainMap;
    }

    @Override
    public Compatibility compatibility() {
        return compatibility;
    }

    @Override
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name)).filter(value -> !value.isBlank());
    }

    @Override
    public Map<String, String> classMap() {
        return classMap;
    }

    @Override
    public Schema sourceSchema() {
        return source;
    }

    @Override
    public Schema targetSchema() {
        return target;
    }

    @Override
    public Optional<String> mappedDocument(String sourceDocument) {
        return mainMap.mappedDocument(sourceDocument, Side.SOURCE);
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }
}
