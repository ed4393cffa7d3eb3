package dev.gangway.embedded.store;

/** Where a package comes from, and so which ordinary client fetches it. */
public sealed interface PackageSource {
    /** How a person would name the package, for messages. */
    String describe();

    /** An artifact of Maven Central: {@code group:artifact:version[:type[:classifier]]}. */
    record Maven(String coordinates) implements PackageSource {
        @Override
        public String describe() {
            return "Maven artifact " + coordinates;
        }
    }

    /** A package of the npm registry: {@code name@version}. Its install scripts are never run. */
    record Npm(String specifier) implements PackageSource {
        @Override
        public String describe() {
            return "npm package " + specifier;
        }
    }

    /** A package of a Debian suite with all it depends on; apt checks the signatures. */
    record Debian(String suite, String name) implements PackageSource {
        @Override
        public String describe() {
            return "Debian package " + name + " of " + suite;
        }
    }
}
