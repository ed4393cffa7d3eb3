package dev.gangway.core.config;

import dev.gangway.core.problem.Place;
import dev.gangway.core.rules.Compatibility;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The texts of the {@code <options>} element and what they mean. Immutable; {@link #toString()} shows names only. */
public final class Options {
    /** One option as written and, for files, where it was found. */
    record Option(Place place, String text, @Nullable Path file) {}

    private final Map<String, Option> options;

    Options(Map<String, Option> options) {
        this.options = new LinkedHashMap<>(options);
    }

    /** The text as written; empty when the option is missing or its element is empty. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(options.get(name)).map(Option::text).filter(text -> !text.isEmpty());
    }

    public Optional<String> text(OptionName name) {
        return text(name.word());
    }

    /** The file that an option names, found and readable; empty when the option is missing or empty. */
    public Optional<Path> file(OptionName name) {
        return Optional.ofNullable(options.get(name.word())).map(Option::file);
    }

    public Optional<Place> place(OptionName name) {
        return Optional.ofNullable(options.get(name.word())).map(Option::place);
    }

    /** True for any text but {@code 0} and the empty one. */
    public boolean isOn(OptionName name) {
        return text(name).filter(text -> !text.equals("0")).isPresent();
    }

    /** All texts by name, for handlers; secrets among them: never print it. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        options.forEach((name, option) -> texts.put(name, option.text()));
        return texts;
    }

    Options with(OptionName name, String text) {
        Map<String, Option> changed = new LinkedHashMap<>(options);
        changed.put(name.word(), new Option(Place.NOWHERE, text, null));
        return new Options(changed);
    }

    public Secret cryptKey() {
        return text(OptionName.CRYPT_KEY).map(Secret::new).orElse(Secret.EMPTY);
    }

    public Compatibility compatibility() {
        return text(OptionName.COMPATIBILITY).filter("strict"::equals).isPresent()
                ? Compatibility.STRICT
                : Compatibility.CORRECT;
    }

    /** What is given up of what {@code gangway check} asks for; names that are unknown were told when the file was read. */
    public Set<Requirement> waivedChecks() {
        return words(OptionName.WAIVED_CHECKS).stream()
                .flatMap(word -> Requirement.ofWord(word).stream())
                .collect(Collectors.toSet());
    }

    /** The words of an option, which commas or blanks part. */
    private List<String> words(OptionName name) {
        return Stream.of(text(name).orElse("").split("[,\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The statements of an init option, split at every semicolon; empty pieces are left out. */
    public List<String> statements(OptionName name) {
        List<String> statements = new ArrayList<>();
        for (String piece : text(name).orElse("").split(";", -1)) {
            if (!piece.isBlank()) {
                statements.add(piece.strip());
            }
        }
        return statements;
    }

    @Override
    public String toString() {
        return "Options" + options.keySet();
    }
}
