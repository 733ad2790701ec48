"""Slack's message object, the same in exports, API answers and dumps.

directory   the workspace's users                  -> who wrote, as a Person
mrkdwn      text as it is on the wire              -> text as people read it
content     attachments, blocks, files             -> the text of messages that carry it there
kinds       what a bot says                        -> alert, deploy, status update or message
messages    message objects of one conversation    -> Evidence, and counts of what was dropped
"""
