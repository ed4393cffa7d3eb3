package dev.gangway.core.config;

import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.ClassMap;
import dev.gangway.core.rules.Groups;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.rules.SettingsRules;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Every rule file that a configuration names, read. Immutable; a missing or empty option gives empty rules. */
public final class RuleFiles {
    private final Map<OptionName, MapRules> maps = new EnumMap<>(OptionName.class);
    private final Map<OptionName, Groups> groups = new EnumMap<>(OptionName.class);
    private SettingsRules settings = SettingsRules.empty();
    private ClassMap classMap = ClassMap.empty();

    private RuleFiles() {}

    /** Reads all files; every mistake of every file becomes a problem. */
    public static RuleFiles read(MigrationConfig config, Problems problems) {
        var files = new RuleFiles();
        Map<Path, MapRules> read = new HashMap<>();
        for (OptionName name : OptionName.values()) {
            Optional<Path> file = config.options().file(name);
            if (file.isEmpty()) {
                continue;
            }
            switch (name.kind()) {
                case MAP ->
                    files.maps.put(name, read.computeIfAbsent(file.get(), path -> MapRules.read(path, problems)));
                case GROUPS -> files.groups.put(name, Groups.read(file.get(), problems));
                case SETTINGS -> files.settings = SettingsRules.read(file.get(), problems);
                case CLASS_MAP -> files.classMap = ClassMap.read(file.get(), problems);
                case INTEGER, FLAG, TEXT -> {}
            }
        }
        return files;
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
