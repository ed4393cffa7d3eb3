package dev.gangway.core.config.upgrade;

import static dev.gangway.core.config.upgrade.Changing.inElement;

import dev.gangway.core.config.RetiredName;
import dev.gangway.core.xml.XmlElement;

/** Brings our own elements up to date, whose values are attributes or elements. */
final class SectionUpgrade {
    private final Changing changing;

    SectionUpgrade(Changing changing) {
        this.changing = changing;
    }

    void apply(XmlElement section) {
        for (XmlElement.Attribute attribute : section.attributes()) {
            RetiredName.find(section.name(), attribute.name()).ifPresent(retired -> {
                if (isFree(section, retired)) {
                    changing.edits().rename(attribute, retired.now().orElseThrow());
                    renamed(section, section, retired);
                } else {
                    changing.remove(section, attribute, why(retired));
                }
            });
        }
        for (XmlElement child : section.children()) {
            RetiredName.find(section.name(), child.name()).ifPresent(retired -> {
                if (isFree(section, retired)) {
                    changing.edits().rename(child, retired.now().orElseThrow());
                    renamed(section, child, retired);
                } else {
                    changing.remove(child, inElement(section, child.name()), why(retired));
                }
            });
        }
    }

    private static String why(RetiredName retired) {
        return retired.now().map(now -> now + " is given too").orElse(retired.why());
    }

    private static boolean isFree(XmlElement section, RetiredName retired) {
        return retired.now()
                .map(now -> section.attribute(now).isEmpty()
                        && section.children(now).isEmpty())
                .orElse(false);
    }

    private void renamed(XmlElement section, XmlElement at, RetiredName retired) {
        String now = inElement(section, retired.now().orElse(""));
        changing.tell(at, Change.Kind.RENAMED, inElement(section, retired.name()), now, "the same value");
    }
}
