/** Child processes that start with a time limit, report the end of their log when they die, and do not outlive this JVM. */
@NullMarked
package dev.gangway.embedded.process;

import org.jspecify.annotations.NullMarked;
