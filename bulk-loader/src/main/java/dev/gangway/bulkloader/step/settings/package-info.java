/** Step Settings: core_config_data by the settings file. */
@NullMarked
package dev.gangway.bulkloader.step.settings;

import org.jspecify.annotations.NullMarked;
