/** Findings about user input: every problem of a file or a plan is reported at once, with its place. */
@NullMarked
package dev.gangway.core.problem;

import org.jspecify.annotations.NullMarked;
