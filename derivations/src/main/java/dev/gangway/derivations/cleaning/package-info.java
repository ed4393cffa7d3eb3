/** What the last step of a load cleans up: rows of routes that Magento 2 must not see, taken out of the target and held. */
@NullMarked
package dev.gangway.derivations.cleaning;

import org.jspecify.annotations.NullMarked;
