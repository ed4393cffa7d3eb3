package dev.gangway.app.init;

/**
 * What is known of one shop before a migration.
 *
 * @param releases the releases it may be of
 * @param prefix table prefix
 * @param whole true when the database has as many tables as a complete Magento: only then a missing table says something
 */
record Shop(Edition edition, ReleaseRange releases, String prefix, boolean whole) {}
