"""Text as tools keep it -> text as people read it, in linear time; addresses of links are added to a list.

html_text       HTML of chat messages (Teams, Zulip)
chat_markdown   Markdown of chat messages (Discord, Mattermost, Zulip, Rocket.Chat, Gitter)
jira_wiki       Jira's wiki markup
adf             Atlassian's document format
"""
