/** Whether state, source, target and plan still belong together: asked by every command that goes on with a migration. */
@NullMarked
package dev.gangway.app.identity;

import org.jspecify.annotations.NullMarked;
