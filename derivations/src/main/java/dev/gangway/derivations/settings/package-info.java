/** Configuration values of both shops merged into Magento 2's core_config_data. */
@NullMarked
package dev.gangway.derivations.settings;

import org.jspecify.annotations.NullMarked;
