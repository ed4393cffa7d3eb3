package dev.gangway.core.config;

import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.ClassMap;
import dev.gangway.core.rules.Groups;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.rules.SettingsRules;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every rule file that a configuration names, read. Immutable; a missing or empty option gives empty rules. The rules of an
 * overlay stand behind those of the file they add to: behind every map, behind the class map, behind the attribute groups.
 */
public final class RuleFiles {
    private static final List<OptionName> OVERLAYS = List.of(OptionName.TARGET_OVERLAY, OptionName.MAP_OVERLAY);

    private final Map<OptionName, MapRules> maps = new EnumMap<>(OptionName.class);
    private final Map<OptionName, Groups> groups = new EnumMap<>(OptionName.class);
    private SettingsRules settings = SettingsRules.empty();
    private ClassMap classMap = ClassMap.empty();

    private RuleFiles() {}

    /** Reads all files; every mistake of every file becomes a problem. */
    public static RuleFiles read(MigrationConfig config, Problems problems) {
        var files = new RuleFiles();
        Map<Path, MapRules> read = new HashMap<>();
        MapRules overlay = MapRules.empty();
        for (OptionName name : OVERLAYS) {
            Optional<MapRules> rules = config.options().file(name).map(path -> MapRules.read(path, problems));
            overlay = rules.isPresent() ? overlay.with(rules.get()) : overlay;
        }
        MapRules overlays = overlay;
        MapRules ofSource = config.options()
                .file(OptionName.SOURCE_OVERLAY)
                .map(path -> MapRules.read(path, problems))
                .orElseGet(MapRules::empty);
        for (OptionName name : OptionName.values()) {
            Optional<Path> file = config.options().file(name);
            if (file.isEmpty()) {
                continue;
            }
            switch (name.kind()) {
                case MAP -> {
                    if (name != OptionName.SOURCE_OVERLAY && !OVERLAYS.contains(name)) {
                        files.maps.put(name, read.computeIfAbsent(file.get(), path -> MapRules.read(path, problems)
                                .under(ofSource)
                                .with(overlays)));
                    }
                }
                case GROUPS -> files.groups.put(name, Groups.read(file.get(), problems));
                case SETTINGS -> files.settings = SettingsRules.read(file.get(), problems);
                // The overlay is the later option, so its pairs win.
                case CLASS_MAP -> files.classMap = files.classMap.with(ClassMap.read(file.get(), problems));
                case INTEGER, FLAG, TEXT -> {}
            }
        }
        Groups attributes = files.groups.remove(OptionName.EAV_ATTRIBUTE_GROUPS_OVERLAY);
        if (attributes != null) {
            files.groups.merge(OptionName.EAV_ATTRIBUTE_GROUPS_FILE, attributes, Groups::with);
        }
        return files;
    }

    /** The same with further rules behind those that are there; to see what a proposal would do before it is written. */
    public RuleFiles with(MapRules moreRules, ClassMap moreClasses, Groups moreAttributes) {
        var files = new RuleFiles();
        maps.forEach((name, rules) -> files.maps.put(name, rules.with(moreRules)));
        files.groups.putAll(groups);
        files.groups.merge(OptionName.EAV_ATTRIBUTE_GROUPS_FILE, moreAttributes, Groups::with);
        files.settings = settings;
        files.classMap = classMap.with(moreClasses);
        return files;
    }

    /** The options that name a map and have one. */
    public Set<OptionName> maps() {
        return Set.copyOf(maps.keySet());
    }

    public MapRules map(OptionName name) {
        return maps.getOrDefault(name, MapRules.empty());
    }

    public Groups groups(OptionName name) {
        return groups.getOrDefault(name, Groups.empty());
    }

    public SettingsRules settings() {
        return settings;
    }

    public ClassMap classMap() {
        return classMap;
    }
}
