/** What the control port knows of a running stream, and what it may ask of it. */
@NullMarked
package dev.gangway.control.pipeline;

import org.jspecify.annotations.NullMarked;
