package dev.gangway.core.config.upgrade;

import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.RetiredName;
import dev.gangway.core.problem.NearestName;
import dev.gangway.core.xml.XmlElement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Brings {@code <options>} up to date: options without effect, flags that say the opposite, doubles, options of extensions. */
final class OptionsUpgrade {
    private static final Set<String> LOOKS_LIKE_NO = Set.of("false", "no", "off", "none", "n");
    private static final String OWN = "x_";

    private final Changing changing;

    OptionsUpgrade(Changing changing) {
        this.changing = changing;
    }

    void apply(XmlElement options) {
        List<XmlElement> repeated = Changing.repeated(options);
        for (XmlElement option : options.children()) {
            Optional<RetiredName> retired = RetiredName.find("options", option.name());
            if (retired.isPresent()) {
                changing.remove(option, tag(option), retired.get().why());
            } else if (repeated.contains(option)) {
                changing.removeRepeated(option, tag(option));
            } else {
                OptionName.ofWord(option.name()).ifPresentOrElse(name -> flag(option, name), () -> foreign(option));
            }
        }
    }

    /** Magento's tool takes every text but 0 for yes. */
    private void flag(XmlElement option, OptionName name) {
        boolean isMisleading = name.kind() == OptionName.Kind.FLAG
                && !option.isOneTag()
                && LOOKS_LIKE_NO.contains(option.text().strip().toLowerCase(Locale.ROOT));
        if (isMisleading) {
            changing.edits().setText(option, "1");
            changing.tell(
                    option,
                    Change.Kind.REWRITTEN,
                    tag(option),
                    tag(option) + " with 1",
                    "every text but 0 means yes, so that it was on; write 0 if it is to be off");
        }
    }

    /** Extensions of Magento's tool have options of their own; one that resembles ours may be a slip, which a person has to see. */
    private void foreign(XmlElement option) {
        String name = option.name();
        if (name.startsWith(OWN)
                || name.contains(":")
                || NearestName.of(name, OptionName.words()).isPresent()) {
            return;
        }
        changing.edits().rename(option, OWN + name);
        changing.tell(
                option,
                Change.Kind.RENAMED,
                tag(option),
                "<" + OWN + name + ">",
                "options that only handlers of your own read begin with " + OWN);
    }

    private static String tag(XmlElement option) {
        return "<" + option.name() + ">";
    }
}
