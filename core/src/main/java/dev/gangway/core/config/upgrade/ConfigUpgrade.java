package dev.gangway.core.config.upgrade;

import dev.gangway.core.problem.Problems;
import dev.gangway.core.xml.XmlEdits;
import dev.gangway.core.xml.XmlElement;
import dev.gangway.core.xml.XmlSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration brought up to date: the text with what is not read any more replaced, and what was changed. Comments, order
 * and blanks of all the rest are as they were; files that it includes are not looked at.
 *
 * @param text to be written as UTF-8
 * @param changes by their lines in the old text
 */
public record ConfigUpgrade(String text, List<Change> changes) {
    private static final Pattern ENCODING =
            Pattern.compile("\\A<\\?xml[^>]*?encoding\\s*=\\s*[\"']([^\"']*)[\"']", Pattern.DOTALL);

    public ConfigUpgrade {
        changes = List.copyOf(changes);
    }

    /** Reads the file; empty after a problem was added, when it is no XML. */
    public static Optional<ConfigUpgrade> of(Path file, Problems problems) {
        return XmlSource.read(file, problems).map(ConfigUpgrade::of);
    }

    private static ConfigUpgrade of(XmlSource source) {
        var edits = new XmlEdits(source);
        var changing = new Changing(edits);
        encoding(source, changing);
        XmlElement root = source.root();
        Optional<XmlElement> options = root.children("options").stream().findFirst();
        var database = new DatabaseUpgrade(changing, options);
        for (XmlElement element : root.children()) {
            switch (element.name()) {
                case "steps" -> new StepsUpgrade(changing).apply(element);
                case "source", "destination" -> database.apply(element);
                case "options" -> new OptionsUpgrade(changing).apply(element);
                default -> new SectionUpgrade(changing).apply(element);
            }
        }
        return new ConfigUpgrade(
                edits.apply(), changing.changes().stream().sorted().toList());
    }

    private static void encoding(XmlSource source, Changing changing) {
        Matcher declared = ENCODING.matcher(source.text());
        if (declared.find() && !declared.group(1).equalsIgnoreCase("UTF-8")) {
            changing.edits().replace(declared.start(1), declared.end(1), "UTF-8");
            changing.tell(
                    source.root(),
                    Change.Kind.REWRITTEN,
                    "the encoding " + declared.group(1),
                    "UTF-8",
                    "the file is written as UTF-8");
        }
    }
}
