package dev.gangway.core.plan;

import dev.gangway.core.handler.HandlerEnvironment;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
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
    private final Map<String, MapRules> otherMaps;

    public PlanEnvironment(
            Compatibility compatibility,
            Map<String, String> options,
            Map<String, String> classMap,
            Schema source,
            Schema target,
            MapRules mainMap) {
        this(compatibility, options, classMap, source, target, mainMap, Map.of());
    }

    private PlanEnvironment(
            Compatibility compatibility,
            Map<String, String> options,
            Map<String, String> classMap,
            Schema source,
            Schema target,
            MapRules mainMap,
            Map<String, MapRules> otherMaps) {
        this.compatibility = compatibility;
        this.options = Map.copyOf(options);
        this.classMap = Collections.unmodifiableMap(new LinkedHashMap<>(classMap));
        this.source = source;
        this.target = target;
        this.mainMap = mainMap;
        this.otherMaps = Map.copyOf(otherMaps);
    }

    /** The same facts with further maps, by the name of the option that gives the map file. */
    public PlanEnvironment withMaps(Map<String, MapRules> maps) {
        return new PlanEnvironment(compatibility, options, classMap, source, target, mainMap, maps);
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
    public Optional<String> mappedDocument(String mapFileOption, String sourceDocument) {
        MapRules map = otherMaps.getOrDefault(mapFileOption, MapRules.empty());
        return map.isDocumentMapped(sourceDocument, Side.SOURCE)
                ? map.mappedDocument(sourceDocument, Side.SOURCE)
                : Optional.empty();
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }
}
