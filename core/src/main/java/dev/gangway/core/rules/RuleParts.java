package dev.gangway.core.rules;

import dev.gangway.core.problem.Problems;
import dev.gangway.core.xml.Shape;
import dev.gangway.core.xml.XmlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what map and settings files have in common. */
final class RuleParts {
    private static final Pattern CLASS_NAME = Pattern.compile("[0-9a-zA-Z_\\\\]+");

    private final Problems problems;
    private final Shape shape;

    RuleParts(Problems problems) {
        this.problems = problems;
        this.shape = new Shape(problems);
    }

    Shape shape() {
        return shape;
    }

    /** The text of the one child of that name. */
    Optional<String> text(XmlNode rule, String child) {
        return shape.only(rule, child).flatMap(shape::text);
    }

    Optional<HandlerSpec> handler(XmlNode rule) {
        return shape.only(rule, "handler").flatMap(this::handlerOf);
    }

    private Optional<HandlerSpec> handlerOf(XmlNode handler) {
        shape.attributes(handler, "class");
        Map<String, String> parameters = new LinkedHashMap<>();
        for (XmlNode param : shape.children(handler, "param")) {
            parameter(param, parameters);
        }
        Optional<String> className = shape.requiredAttribute(handler, "class");
        if (className.isPresent() && !CLASS_NAME.matcher(className.get()).matches()) {
            problems.error(
                    handler.place(),
                    "\"%s\" is not a class name: only letters, digits, _ and \\ are allowed, as in \\Migration\\Handler\\Convert"
                            .formatted(className.get()));
            return Optional.empty();
        }
        return className.map(name -> new HandlerSpec(name, parameters));
    }

    private void parameter(XmlNode param, Map<String, String> parameters) {
        shape.attributes(param, "name", "value");
        shape.children(param);
        Optional<String> name = param.attribute("name");
        Optional<String> value = param.attribute("value");
        if (name.isEmpty() || value.isEmpty()) {
            problems.error(
                    param.place(),
                    "<param> needs the attributes name and value; %s is missing"
                            .formatted(name.isEmpty() ? "name" : "value"));
            return;
        }
        if (parameters.putIfAbsent(name.get(), value.get()) != null) {
            problems.error(
                    param.place(), "The parameter " + name.get() + " is given twice for this handler; remove one");
        }
    }
}
