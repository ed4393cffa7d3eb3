/** Real servers as child processes, from packages of the public registries. */
@NullMarked
package dev.gangway.embedded;

import org.jspecify.annotations.NullMarked;
