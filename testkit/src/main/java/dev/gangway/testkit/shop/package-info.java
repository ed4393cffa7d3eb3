/** The sample shop of our own making: its tables as compact facts, its rows from a seed. */
@NullMarked
package dev.gangway.testkit.shop;

import org.jspecify.annotations.NullMarked;
