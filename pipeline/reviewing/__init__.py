"""A person at the review desk: what they see and what they decide, composed of the rules, the store, the drafts and the search.

    desk = open_desk(settings)                                  desk.py: what can be done; one module a topic beside it
    ana = desk.sign_in("Ana Lima")
    review = desk.create(ana, "Checkout down", [("slack.zip", data)])
    desk.start_draft(ana, review.id)                            a job in a process of its own
    desk.look(ana, review.id)                                   everything that a screen shows
    desk.edit(ana, review.id, "summary", "s1", 1, text="...")

Rules decide (pipeline/review), the store keeps and permits (pipeline/store); nothing here does either.
"""

from pipeline.reviewing.desk import ReviewDesk, open_desk

__all__ = ["ReviewDesk", "open_desk"]
