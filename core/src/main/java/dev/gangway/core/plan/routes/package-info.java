/** Which routes each configured step adds to the plan. */
@NullMarked
package dev.gangway.core.plan.routes;

import org.jspecify.annotations.NullMarked;
