/** The handler SPI: value transformations named in map.xml and settings.xml. */
@NullMarked
package dev.gangway.core.handler;

import org.jspecify.annotations.NullMarked;
