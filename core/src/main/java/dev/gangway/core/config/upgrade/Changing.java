package dev.gangway.core.config.upgrade;

import dev.gangway.core.config.RetiredName;
import dev.gangway.core.xml.XmlEdits;
import dev.gangway.core.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;

/** Makes changes in a text and tells them. One use, one thread. */
final class Changing {
    private final XmlEdits edits;
    private final List<Change> changes = new ArrayList<>();

    Changing(XmlEdits edits) {
        this.edits = edits;
    }

    XmlEdits edits() {
        return edits;
    }

    List<Change> changes() {
        return changes;
    }

    void tell(XmlElement at, Change.Kind kind, String what, String now, String why) {
        changes.add(new Change(at.line(), kind, what, now, why));
    }

    void remove(XmlElement element, String what, String why) {
        edits.remove(element);
        tell(element, Change.Kind.REMOVED, what, "", why);
    }

    void remove(XmlElement owner, XmlElement.Attribute attribute, String why) {
        edits.remove(attribute);
        tell(owner, Change.Kind.REMOVED, inElement(owner, attribute.name()), "", why);
    }

    static String inElement(XmlElement owner, String name) {
        return name + " of <" + owner.name() + ">";
    }

    /** The reason without the order to a person that it begins with in an error. */
    static String reason(RetiredName retired) {
        return retired.why().replaceFirst("^remove it: ", "");
    }
}
