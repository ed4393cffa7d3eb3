/** Handlers for swatches of OpenMage, which Magento 2 keeps in another form. */
@NullMarked
package dev.gangway.core.handler.swatch;

import org.jspecify.annotations.NullMarked;
