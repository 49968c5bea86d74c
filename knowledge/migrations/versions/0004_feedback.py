"""thumbs and reasons"""

from alembic import op
import sqlalchemy as sa


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('feedback',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('conversation', sa.String(length=64), nullable=False),
    sa.Column('message_id', sa.String(length=64), nullable=False),
    sa.Column('thumb', sa.String(length=4), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('topic', sa.String(length=120), nullable=True),
    sa.Column('given', sa.DateTime(), nullable=False),
    sa.CheckConstraint("thumb IN ('up', 'down')", name=op.f('ck_feedback_thumb')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback')),
    sa.UniqueConstraint('conversation', 'message_id', name=op.f('uq_feedback_conversation_message_id'))
    )


def downgrade() -> None:
    op.drop_table('feedback')
