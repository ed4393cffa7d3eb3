/** Turns configurations of older versions and of Magento's own tool into the present one. */
@NullMarked
package dev.gangway.core.config.upgrade;

import org.jspecify.annotations.NullMarked;
