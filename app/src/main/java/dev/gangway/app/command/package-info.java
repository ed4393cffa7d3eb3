/** The commands of the command line, one class each: they read options and hand over to {@link dev.gangway.app.command.Operations}. */
@NullMarked
package dev.gangway.app.command;

import org.jspecify.annotations.NullMarked;
