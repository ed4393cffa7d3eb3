/** The whole job on servers and a shop of its own. */
@NullMarked
package dev.gangway.demo;

import org.jspecify.annotations.NullMarked;
