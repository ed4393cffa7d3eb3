/** Shows a person what was put aside, and carries out what that person decides about it. */
@NullMarked
package dev.gangway.app.parked;

import org.jspecify.annotations.NullMarked;
