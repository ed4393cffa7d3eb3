/** Makes what the stages need from the configuration: databases, plans, broker settings. */
@NullMarked
package dev.gangway.app.wiring;

import org.jspecify.annotations.NullMarked;
